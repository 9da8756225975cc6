import type { AccessTokenCheck } from './access-token-check';
import type { Door, DoorRequest } from './door';
import { bearerToken, sentHeader } from './raw-headers';
import type { SessionDoor } from './session-door';
import { UNKNOWN_CALLER, type Verdict } from './verdict';

/**
 * `/api/hospitals`: a person's access token as Bearer, else the browser's session. An `Authorization` header, even a bad one,
 * hides the cookie: a program that means to use a token never acts under somebody's session by accident (contract section 1,
 * rule 11). That only administrators pass is in each endpoint's `access` (procedures/authorize.ts), as for every role.
 */
export class HospitalDoor implements Door {
  readonly #accessTokens: AccessTokenCheck;
  readonly #sessions: SessionDoor;

  constructor(accessTokens: AccessTokenCheck, sessions: SessionDoor) {
    this.#accessTokens = accessTokens;
    this.#sessions = sessions;
  }

  async check(request: DoorRequest): Promise<Verdict> {
    const authorization = sentHeader(request.rawHeaders, 'authorization');
    if (authorization.value === null) return await this.#sessions.check(request);
    if (authorization.repeated) {
      return { ok: false, code: 'UNAUTHORIZED', cause: 'header_doubled', authenticated: false, caller: UNKNOWN_CALLER };
    }
    return await this.#accessTokens.check(bearerToken(authorization.value), request.now);
  }
}
