import type { SecretRing } from '@/server/credentials/secret-ring';
import type { SessionCookies } from '@/server/credentials/session-cookie';
import { sentCookie } from './cookies';
import { credentialHint } from './credential-hint';
import type { Door, DoorRequest } from './door';
import type { PersonCheck } from './person-check';
import { isSameOrigin } from './same-origin';
import { type RefusalCause, UNKNOWN_CALLER, type Verdict } from './verdict';

export type SessionDoorOptions = {
  cookies: SessionCookies;
  people: PersonCheck;
  secrets: SecretRing;
  publicUrl: string;
};

/**
 * A person's browser: the session cookie. Used by pages, tRPC and, where no Bearer was sent, the hospital surface. A request
 * that may change something must come from our own page (`isSameOrigin`). Who may do what is the endpoint's matter.
 */
export class SessionDoor implements Door {
  readonly #options: SessionDoorOptions;
  readonly #origin: string;

  constructor(options: SessionDoorOptions) {
    this.#options = options;
    this.#origin = new URL(options.publicUrl).origin;
  }

  async check({ rawHeaders, method, now }: DoorRequest): Promise<Verdict> {
    const { cookies, people, secrets } = this.#options;
    const { value, repeated } = sentCookie(rawHeaders, cookies.name);
    if (value === null) return refuse('credentials_missing', null);
    const hint = credentialHint(secrets, value);
    if (repeated) return refuse('header_doubled', hint);
    const reference = await cookies.open(value);
    // Forged or past its 12 h: a cookie of ours is not told from another one once it cannot be opened.
    if (!reference) return refuse('session_expired', hint);
    const verdict = await people.check({ via: 'session', ...reference }, hint, now);
    if (!verdict.ok || verdict.principal.kind !== 'user' || isSameOrigin(method, rawHeaders, this.#origin)) return verdict;
    const { hospitalId, userId } = verdict.principal;
    const caller = { ...UNKNOWN_CALLER, hospitalId, actorId: userId };
    return { ok: false, code: 'FORBIDDEN', cause: 'csrf', authenticated: true, caller };
  }
}

function refuse(cause: RefusalCause, hint: string | null): Verdict {
  const caller = { ...UNKNOWN_CALLER, credentialHint: hint };
  return { ok: false, code: 'UNAUTHORIZED', cause, authenticated: false, caller };
}
