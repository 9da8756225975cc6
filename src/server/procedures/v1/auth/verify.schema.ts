import { z } from 'zod';
import { PERMISSIONS } from '@/shared/permissions';
import { ROLES } from '@/shared/roles';

export const verifyInput = z.strictObject({});

export const verifyOutput = z
  .object({
    organizationId: z.string().meta({ example: 'hos_01h455vb4pex5vsknk084sn02q' }),
    organizationName: z.string().meta({ example: 'Lotus Hospital' }),
    environment: z.enum(['live', 'test']).meta({
      description: 'Of the key; for a person `live` in production and `test` elsewhere.',
      example: 'live',
    }),
    permissions: z
      .array(z.enum(PERMISSIONS))
      .optional()
      .meta({ description: 'Of an API key, as granted.', example: ['appointments:read'] }),
    role: z.enum(ROLES).optional().meta({ description: 'Of a person.', example: 'receptionist' }),
  })
  .meta({ id: 'Verification' });
