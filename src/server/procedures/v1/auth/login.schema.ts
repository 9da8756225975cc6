import { z } from 'zod';
import { role } from '@/server/procedures/schemas/enums';
import { emailInput, shownEmail, shownLine, typeId } from '@/server/procedures/schemas/fields';
import { tokenPairFields } from './token-pair.schema';

export const loginInput = z.strictObject({
  email: emailInput().meta({
    description: 'Upper and lower case are the same.',
    example: 'patient@example.com',
  }),
  password: z.string().min(1, 'Must not be empty.').max(256, 'Must have at most 256 characters.').meta({
    format: 'password',
    example: 'secure_password',
  }),
  role: role.optional().meta({
    description: 'If given it must be the role of the person; of several logins with one e-mail it picks one.',
    example: 'patient',
  }),
  otp: z
    .string()
    .max(8)
    .regex(/^[0-9]{6,8}$/, 'Must be 6 to 8 digits.')
    .optional()
    .meta({ description: 'The second factor, for a person who has set one; else it is not looked at.', example: '123456' }),
});

export const loginOutput = z
  .object({
    ...tokenPairFields,
    user: z
      .object({
        id: typeId('user', 'patient', 'doctor').meta({
          description: '`pat_…` or `doc_…` for those roles, else `usr_…`; also the `sub` of the access token.',
          example: 'pat_01h455vb4pex5vsknk084sn02q',
        }),
        email: shownEmail().meta({ example: 'patient@example.com' }),
        name: shownLine(200).meta({ example: 'John Doe' }),
        role: role.meta({ example: 'patient' }),
      })
      .meta({ id: 'LoginUser' }),
  })
  .meta({ id: 'Login', description: 'Tokens and whose they are.' });
