import type { AccessTokens } from '@/server/credentials/access-token';
import type { SecretRing } from '@/server/credentials/secret-ring';
import { parseId } from '@/server/kernel/typeid';
import { credentialHint } from './credential-hint';
import type { PersonCheck } from './person-check';
import { UNKNOWN_CALLER, type Verdict } from './verdict';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Bearer access tokens, for the two surfaces that take them. */
export class AccessTokenCheck {
  readonly #tokens: AccessTokens;
  readonly #people: PersonCheck;
  readonly #secrets: SecretRing;

  constructor(tokens: AccessTokens, people: PersonCheck, secrets: SecretRing) {
    this.#tokens = tokens;
    this.#people = people;
    this.#secrets = secrets;
  }

  /** @param token as it was presented; null: an `Authorization` of another scheme, which is a bad credential, not none. */
  async check(token: string | null, now: Date): Promise<Verdict> {
    if (token === null) return invalid(null);
    const hint = credentialHint(this.#secrets, token);
    const checked = await this.#tokens.verify(token, now);
    if (checked.status === 'invalid') return invalid(hint);
    const { sid, hid } = checked.claims;
    const hospitalId = parseId('hospital', hid);
    if (hospitalId === null || !UUID.test(sid)) return invalid(hint);
    if (checked.status === 'expired') {
      const caller = { ...UNKNOWN_CALLER, hospitalId, credentialHint: hint };
      return { ok: false, code: 'TOKEN_EXPIRED', cause: 'jwt_expired', authenticated: false, caller };
    }
    return await this.#people.check({ via: 'access_token', hospitalId, sessionId: sid }, hint, now);
  }
}

function invalid(hint: string | null): Verdict {
  const caller = { ...UNKNOWN_CALLER, credentialHint: hint };
  return { ok: false, code: 'UNAUTHORIZED', cause: 'jwt_invalid', authenticated: false, caller };
}
