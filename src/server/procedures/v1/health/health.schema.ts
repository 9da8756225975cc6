import { z } from 'zod';

export const healthInput = z.strictObject({});

export const healthOutput = z
  .object({
    status: z.literal('ok').meta({ example: 'ok' }),
    version: z
      .string()
      .max(64)
      .regex(/^[0-9A-Za-z.+-]+$/)
      .meta({ description: 'Of the application.', example: '0.1.0' }),
  })
  .meta({ id: 'Health', description: 'The service is there.' });
