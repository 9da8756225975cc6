import { z } from 'zod';
import { keyEnvironment, permission, role } from '@/server/procedures/schemas/enums';
import { shownLine, typeId } from '@/server/procedures/schemas/fields';
import { PERMISSIONS } from '@/shared/permissions';

export const verifyInput = z.strictObject({});

export const verifyOutput = z
  .object({
    organizationId: typeId('hospital').meta({ example: 'hos_01h455vb4pex5vsknk084sn02q' }),
    organizationName: shownLine(200).meta({ example: 'Lotus Hospital' }),
    environment: keyEnvironment.meta({
      description: 'Of the key; for a person `live` in production and `test` elsewhere.',
      example: 'live',
    }),
    permissions: z
      .array(permission)
      .max(PERMISSIONS.length)
      .optional()
      .meta({ description: 'Of an API key, as granted.', example: ['appointments:read'] }),
    role: role.optional().meta({ description: 'Of a person.', example: 'receptionist' }),
  })
  .meta({ id: 'Verification', description: 'The hospital behind a credential, and what it may do.' });
