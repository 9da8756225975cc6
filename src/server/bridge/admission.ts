import { PAST_ADDRESS_LIMIT } from '@/server/domain/auth/login-limits';
import type { Door } from '@/server/doors/door';
import type { Verdict } from '@/server/doors/verdict';
import { AppError } from '@/server/kernel/app-error';
import { isAllowed } from '@/server/kernel/ip-blocks';
import type { Surface } from '@/server/kernel/request-info';
import type { AddressFailures } from '@/server/limits/address-failures';
import type { RequestLimiter } from '@/server/limits/request-limiter';
import { TIER_LIMITS } from '@/shared/rate-tiers';
import type { Exchange } from './exchange';
import { failureLimits } from './rate-headers';

export type AdmissionOptions = {
  doors: Record<Exclude<Surface, 'socket' | 'system'>, Door>;
  limiter: RequestLimiter;
  failures: AddressFailures;
};

/** A refusal at the door. `past`: the address is over its failure limit, so its failures are counted, not listed. */
export type DoorRefusal = { error: AppError; past: boolean };

type Refused = Extract<Verdict, { ok: false }>;

/**
 * Credentials, allowlist, freeze, rate: in this order, so that nothing is told to strangers and nobody's quota is charged
 * until all locks are right (contract section 1, rule 1).
 * @returns a refusal at the door, or null. @throws AppError for what is refused after it.
 */
export async function admit(
  exchange: Exchange,
  message: { rawHeaders: readonly string[] },
  options: AdmissionOptions,
): Promise<DoorRefusal | null> {
  const { info } = exchange;
  const door = options.doors[info.surface as keyof AdmissionOptions['doors']];
  const verdict = await door.check({ rawHeaders: message.rawHeaders, method: info.method, now: info.receivedAt });
  if (!verdict.ok) return refuse(exchange, verdict, options.failures);
  exchange.principal = verdict.principal;
  exchange.authenticated = true;
  if (!isAllowed(info.address, verdict.allowedIps)) throw new AppError('IP_NOT_ALLOWED', { auditCause: 'address_not_allowed' });
  if (verdict.frozen) throw new AppError('ACCESS_FROZEN', { auditCause: 'frozen' });
  await charge(exchange, options.limiter);
  return null;
}

/** The headers of an answer that no caller's windows belong to show those of the address, as they are now. */
export async function showFailures(exchange: Exchange, failures: AddressFailures): Promise<void> {
  exchange.limits = failureLimits(await failures.state(exchange.info.address));
}

/** What a refused caller is told; counts the failure of the address. */
export async function refuse(exchange: Exchange, verdict: Refused, failures: AddressFailures): Promise<DoorRefusal> {
  exchange.refused = verdict.caller;
  exchange.authenticated = verdict.authenticated;
  const message = verdict.code === 'FORBIDDEN' ? undefined : sentence(exchange.info.surface, verdict);
  const error = new AppError(verdict.code, { ...(message !== undefined && { message }), auditCause: verdict.cause });
  // An expired access token was genuine: a clinic behind one address whose tokens run out together is guessing nothing, and its
  // programs must learn that it is time to refresh.
  if (verdict.authenticated || verdict.cause === 'jwt_expired') {
    await showFailures(exchange, failures);
    return { error, past: false };
  }
  const told = await countFailure(exchange, error, failures, verdict.cause);
  return { error: told, past: told !== error };
}

/**
 * Counts a failure of the address.
 * @param auditCause of the refusal past the limit.
 * @returns the error, or past the limit RATE_LIMIT_EXCEEDED instead.
 */
export async function countFailure(
  exchange: Exchange,
  error: AppError,
  failures: AddressFailures,
  auditCause: string = PAST_ADDRESS_LIMIT,
): Promise<AppError> {
  const state = await failures.record(exchange.info.address);
  exchange.limits = failureLimits(state);
  if (!state.exceeded) return error;
  const retryAfter = Math.max(1, Math.ceil((state.resetAt - Date.now()) / 1000));
  return new AppError('RATE_LIMIT_EXCEEDED', { retryAfter, auditCause });
}

/** Every 401 of the external door has one sentence, whatever was wrong. */
function sentence(surface: Surface, verdict: Refused): string | undefined {
  return surface === 'external'
    ? 'Invalid API credentials'
    : verdict.code === 'INVALID_API_KEY'
      ? 'Invalid API key.'
      : undefined;
}

async function charge(exchange: Exchange, limiter: RequestLimiter): Promise<void> {
  const { principal } = exchange;
  if (principal.kind === 'anonymous') return;
  const [subject, limits] =
    principal.kind === 'api_key'
      ? [`key:${principal.keyId}`, principal.rateLimits]
      : [`user:${principal.userId}`, TIER_LIMITS.professional];
  const state = await limiter.consume(subject, limits);
  exchange.limits = state;
  if (state.refused) {
    throw new AppError('RATE_LIMIT_EXCEEDED', {
      retryAfter: state.retryAfterSeconds,
      auditCause: `window_${state.nearest.windowSeconds}`,
    });
  }
}
