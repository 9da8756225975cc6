import { z } from 'zod';

export const healthInput = z.strictObject({});

export const healthOutput = z
  .object({
    status: z.literal('ok').meta({ example: 'ok' }),
    version: z.string().meta({ description: 'Of the application.', example: '0.1.0' }),
  })
  .meta({ id: 'Health' });
