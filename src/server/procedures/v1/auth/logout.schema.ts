import { z } from 'zod';
import { refreshTokenField } from './token-pair.schema';

export const logoutInput = z.strictObject({ refreshToken: refreshTokenField });

export const logoutOutput = z
  .object({ loggedOut: z.literal(true).meta({ example: true }) })
  .meta({ id: 'Logout', description: 'The login has ended.' });
