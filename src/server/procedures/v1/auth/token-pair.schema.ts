import { z } from 'zod';

/** A refresh token as it is sent. Its form is judged where it is looked up: a malformed one is a wrong one (401), not a 400. */
export const refreshTokenField = z
  .string()
  .min(1)
  .max(4096)
  .meta({
    format: 'password',
    description: 'The refresh token of a login or of the refresh before: `rt_` and 64 characters.',
    example: `rt_${'x7Kp2mQv'.repeat(8)}`,
  });

/** What a refresh gives, and a login besides its user (contract section 7). */
export const tokenPairFields = {
  accessToken: z
    .string()
    .max(4096)
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    .meta({
      description: 'JWT for `Authorization: Bearer`. Its session and its person are checked at each request.',
      example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJwYXRfMTIzNDUifQ.abc123',
    }),
  refreshToken: z
    .string()
    .max(67)
    .regex(/^rt_[0-9A-Za-z]{64}$/)
    .meta({
      description: 'Good until 30 days after the login. Once it has been used for the first time, the one before it ends.',
      example: `rt_${'x7Kp2mQv'.repeat(8)}`,
    }),
  expiresIn: z.literal(3600).meta({ description: 'Seconds that the access token lives.', example: 3600 }),
  tokenType: z.literal('Bearer').meta({ example: 'Bearer' }),
};
