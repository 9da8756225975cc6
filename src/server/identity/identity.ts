import type { SessionCookies, SessionReference } from '@/server/credentials/session-cookie';
import type { PersonCheck } from '@/server/doors/person-check';
import type { ErrorCode } from '@/server/kernel/error-codes';
import type { RequestInfo } from '@/server/kernel/request-info';
import { toAppError } from '@/server/procedures/to-app-error';
import { type BrowserLoginDeps, browserLogin, browserLogout } from './browser-login';

export type IdentityOptions = BrowserLoginDeps & {
  cookies: SessionCookies;
  people: PersonCheck;
  /** The request that is being answered: Next hands its routes neither the peer's address nor our request id. */
  currentRequest: () => RequestInfo;
  /** Told of next-auth's own failures, by their code only. */
  reportFailure: (code: string) => void;
};

/** A login's outcome as a value: see `createIdentity`. */
export type BrowserLoginAnswer = { ok: true; session: SessionReference } | { ok: false; code: ErrorCode };

/** What next-auth may do; one object of the process (`runtime.identity`). */
export type Identity = {
  cookies: SessionCookies;
  login(form: unknown): Promise<BrowserLoginAnswer>;
  logout(session: SessionReference): Promise<void>;
  /** Do session, login and hospital still let this person in? */
  isLive(session: SessionReference): Promise<boolean>;
  reportFailure(code: string): void;
};

/**
 * Identity for code that Next bundles. That code has its own copy of every class, so that an error thrown here is no
 * `AppError` there: refusals cross as values.
 */
export function createIdentity(options: IdentityOptions): Identity {
  const { cookies, people, currentRequest, reportFailure } = options;
  return {
    cookies,
    reportFailure,
    login: (form) =>
      browserLogin(options, form, currentRequest()).then(
        (session) => ({ ok: true as const, session }),
        (error: unknown) => ({ ok: false as const, code: toAppError(error).code }),
      ),
    logout: (session) => browserLogout(options, session, currentRequest()),
    isLive: async (session) => (await people.check({ via: 'session', ...session }, '', new Date())).ok,
  };
}
