import { z } from 'zod';
import { refreshTokenField, tokenPairFields } from './token-pair.schema';

export const refreshInput = z.strictObject({ refreshToken: refreshTokenField });

export const refreshOutput = z
  .object(tokenPairFields)
  .meta({ id: 'TokenPair', description: 'A new access token and refresh token.' });
