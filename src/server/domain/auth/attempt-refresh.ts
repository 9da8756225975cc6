import type { Services } from '@/server/domain/services';
import { AppError } from '@/server/kernel/app-error';
import type { AuthTrace, Origin } from './attempt-login';
import type { FoundToken } from './find-refresh-token';
import { logout } from './logout';
import { refresh } from './refresh';
import type { TokenPair } from './token-pair';

type TokenUse = { refreshToken: string; now: Date };

/**
 * A refresh under the address's limit; a failure counts for it.
 * @param trace filled in for the caller's audit row.
 * @throws AppError UNAUTHORIZED (the real cause in auditCause), RATE_LIMIT_EXCEEDED.
 */
export async function attemptRefresh(
  services: Services,
  { refreshToken, now }: TokenUse,
  { address }: Pick<Origin, 'address'>,
  trace: AuthTrace,
): Promise<TokenPair> {
  const outcome = await services.loginLimits.guard({ email: null, address }, async () => {
    const value = await refresh(services, refreshToken, now);
    return { failed: !value.ok, value };
  });
  noteToken(trace, outcome.token);
  if (!outcome.ok) throw invalidToken(outcome.cause);
  return outcome.pair;
}

/** Ends the login of a refresh token, under the same limit, trace and errors as `attemptRefresh`. */
export async function attemptLogout(
  services: Services,
  { refreshToken, now }: TokenUse,
  { address }: Pick<Origin, 'address'>,
  trace: AuthTrace,
): Promise<void> {
  const outcome = await services.loginLimits.guard({ email: null, address }, async () => {
    const value = await logout(services, refreshToken, now);
    return { failed: !value.ended, value };
  });
  noteToken(trace, outcome.token);
  if (!outcome.ended) throw invalidToken(outcome.token ? 'refresh_revoked' : 'refresh_unknown');
}

function noteToken(trace: AuthTrace, token: FoundToken | null): void {
  trace.hospitalId = token?.hospitalId ?? null;
  trace.targetType = token ? 'refresh_family' : null;
  trace.targetId = token?.familyId ?? null;
}

function invalidToken(auditCause: string): AppError {
  return new AppError('UNAUTHORIZED', { message: 'The refresh token is not valid.', auditCause });
}
