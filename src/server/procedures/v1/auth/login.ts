import { attemptLogin } from '@/server/domain/auth/attempt-login';
import { openFamily } from '@/server/domain/auth/open-family';
import { personTypeId } from '@/server/domain/auth/person';
import { documented } from '@/server/procedures/documented';
import { openProcedure } from '@/server/procedures/trpc';
import { loginInput, loginOutput } from './login.schema';

export const loginProcedure = openProcedure
  .meta({
    surface: 'v1',
    access: { public: true },
    rateClass: 'login',
    audit: { action: 'auth.login' },
    holdsCredential: true,
    errors: ['INVALID_CREDENTIALS', 'OTP_REQUIRED', 'RATE_LIMIT_EXCEEDED'],
    openapi: {
      method: 'POST',
      path: '/auth/login',
      operationId: 'login',
      tags: ['Authentication'],
      summary: 'Log a person in',
      description:
        'E-mail and password give an access token of one hour and a refresh token. Ten wrong passwords for one e-mail within ' +
        '15 minutes, or too many failures from one address, answer 429 until `Retry-After`.',
    },
  })
  .input(loginInput)
  .output(documented(loginOutput))
  .mutation(async ({ ctx, input }) => {
    const { services, request } = ctx;
    const roles = input.role === undefined ? null : [input.role];
    const person = await attemptLogin(services, { email: input.email, password: input.password, roles }, request, ctx.audit);
    const pair = await openFamily(services, person, request, request.receivedAt);
    const { email, name, role } = person;
    return { ...pair, user: { id: personTypeId(person), email, name, role } };
  });
