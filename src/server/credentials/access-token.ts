import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { newId } from '@/server/kernel/new-id';
import { ROLES, type Role } from '@/shared/roles';
import { HmacKeys } from './hmac-keys';
import type { SecretRing } from './secret-ring';

/** Seconds that an access token lives (contract section 1). */
export const ACCESS_TOKEN_SECONDS = 3600;
const SKEW_SECONDS = 30;
const MAX_LENGTH = 8192;
/** Its own audience: a socket ticket never passes for an access token, nor the other way round. */
const AUDIENCE = 'trilock/access';
const REQUIRED = ['iss', 'aud', 'sub', 'role', 'hid', 'sid', 'iat', 'exp', 'jti'];

/** Whom a token speaks of; `sub` and `hid` are TypeIDs, `sid` the id of the refresh family. */
export type AccessClaims = { sub: string; role: Role; hid: string; sid: string };

/** Expired tokens still say whose they were (their signature is right), for the audit log. */
export type AccessTokenCheck = { status: 'ok' | 'expired'; claims: AccessClaims } | { status: 'invalid' };

/** Signs and verifies access tokens: HS256 (RFC 7515) only, `kid` is the secret ring's version. */
export class AccessTokens {
  readonly #ring: SecretRing;
  readonly #issuer: string;
  readonly #keys: HmacKeys;

  /** @param issuer the deployment's public URL. */
  constructor(ring: SecretRing, issuer: string) {
    this.#ring = ring;
    this.#issuer = issuer;
    this.#keys = new HmacKeys(ring, 'access-token');
  }

  /** A token of 3600 s from `now`. */
  async sign(claims: AccessClaims, now: Date): Promise<string> {
    const { version } = this.#ring;
    const iat = Math.floor(now.getTime() / 1000);
    return new SignJWT({ ...claims, iss: this.#issuer, aud: AUDIENCE, iat, exp: iat + ACCESS_TOKEN_SECONDS, jti: newId() })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: String(version) })
      .sign((await this.#keys.get(version)) as CryptoKey);
  }

  /** Never throws. Accepts every version that the ring still knows; times with 30 s of skew. */
  async verify(token: string, now: Date): Promise<AccessTokenCheck> {
    // Before anything is parsed: no legitimate token comes near it.
    if (token.length > MAX_LENGTH) return { status: 'invalid' };
    try {
      const key = await this.#keys.get(Number(decodeProtectedHeader(token).kid));
      if (!key) return { status: 'invalid' };
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer: this.#issuer,
        audience: AUDIENCE,
        requiredClaims: REQUIRED,
        currentDate: now,
        clockTolerance: SKEW_SECONDS,
      });
      // jose checks `iat` only together with an age.
      if ((payload.iat ?? 0) * 1000 > now.getTime() + SKEW_SECONDS * 1000) return { status: 'invalid' };
      return outcome('ok', payload);
    } catch (error) {
      return error instanceof errors.JWTExpired ? outcome('expired', error.payload) : { status: 'invalid' };
    }
  }
}

function outcome(status: 'ok' | 'expired', payload: JWTPayload): AccessTokenCheck {
  const { sub, role, hid, sid } = payload;
  if (typeof sub !== 'string' || typeof hid !== 'string' || typeof sid !== 'string') return { status: 'invalid' };
  if (typeof role !== 'string' || !isRole(role)) return { status: 'invalid' };
  return { status, claims: { sub, role, hid, sid } };
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
