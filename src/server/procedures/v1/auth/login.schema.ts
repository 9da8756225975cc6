import { z } from 'zod';
import { ROLES } from '@/shared/roles';
import { tokenPairFields } from './token-pair.schema';

export const loginInput = z.strictObject({
  email: z.email('Must be an e-mail address.').max(254).meta({
    description: 'Upper and lower case are the same.',
    example: 'patient@example.com',
  }),
  password: z.string().min(1, 'Must not be empty.').max(256, 'Must have at most 256 characters.').meta({
    example: 'secure_password',
  }),
  role: z.enum(ROLES).optional().meta({
    description: 'If given it must be the role of the person; of several logins with one e-mail it picks one.',
    example: 'patient',
  }),
  otp: z
    .string()
    .regex(/^[0-9]{6,8}$/, 'Must be 6 to 8 digits.')
    .optional()
    .meta({ description: 'The second factor, for a person who has set one; else it is not looked at.', example: '123456' }),
});

export const loginOutput = z
  .object({
    ...tokenPairFields,
    user: z.object({
      id: z.string().meta({
        description: '`pat_…` or `doc_…` for those roles, else `usr_…`; also the `sub` of the access token.',
        example: 'pat_01h455vb4pex5vsknk084sn02q',
      }),
      email: z.email().meta({ example: 'patient@example.com' }),
      name: z.string().meta({ example: 'John Doe' }),
      role: z.enum(ROLES).meta({ example: 'patient' }),
    }),
  })
  .meta({ id: 'Login' });
