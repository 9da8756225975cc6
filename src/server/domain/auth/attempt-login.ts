import type { Services } from '@/server/domain/services';
import { AppError } from '@/server/kernel/app-error';
import { type LoginInput, login, type VerifiedPerson } from './login';

/** What the audit row of a login or refresh says of whom it was about, however it ended. */
export type AuthTrace = { hospitalId: string | null; targetType: string | null; targetId: string | null };

/** From where a person comes; kept with the session, for the person and the hospital's admin to see. */
export type Origin = { address: string; userAgent: string | null };

/**
 * The one way to log in, for v1 and the browser: limits first (past them the password is not read), then the hash. A failure
 * counts for the e-mail and the address, a success for nothing.
 * @param trace filled in for the caller's audit row.
 * @throws AppError RATE_LIMIT_EXCEEDED, INVALID_CREDENTIALS (the real cause in auditCause), SERVICE_UNAVAILABLE.
 */
export async function attemptLogin(
  services: Services,
  input: LoginInput,
  origin: Pick<Origin, 'address'>,
  trace: AuthTrace,
): Promise<VerifiedPerson> {
  const outcome = await services.loginLimits.guard({ email: input.email, address: origin.address }, async () => {
    const value = await login(services, input);
    return { failed: !value.ok, value };
  });
  const about = outcome.ok
    ? { hospitalId: outcome.person.hospitalId, userId: outcome.person.id }
    : { hospitalId: outcome.hospitalId, userId: outcome.userId };
  trace.hospitalId = about.hospitalId;
  trace.targetType = about.userId === null ? null : 'user';
  trace.targetId = about.userId;
  if (!outcome.ok) throw new AppError('INVALID_CREDENTIALS', { auditCause: outcome.cause });
  return outcome.person;
}
