import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { newId } from '@/server/kernel/new-id';
import { HmacKeys } from './hmac-keys';
import type { SecretRing } from './secret-ring';

/** Seconds that a ticket lives (contract section 1). */
export const SOCKET_TICKET_SECONDS = 60;
const MAX_LENGTH = 2048;
/** Its own audience and its own key: a ticket opens no REST door, and no other token opens the socket. */
const AUDIENCE = 'trilock/socket';
const REQUIRED = ['iss', 'aud', 'sub', 'hid', 'tid', 'iat', 'exp', 'jti'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** For whom a ticket was made: `sub` the key, `hid` its hospital, `tid` the hospital token that bought it; uuids. */
export type TicketClaims = { sub: string; hid: string; tid: string };

export type Ticket = TicketClaims & { jti: string; expiresAt: Date };

/** Expired tickets still say whose they were (their signature is right), for the audit log. */
export type TicketCheck = { status: 'ok' | 'expired'; ticket: Ticket } | { status: 'invalid' };

/** Signs and verifies tickets of the socket: HS256 (RFC 7515) only, `kid` is the secret ring's version. */
export class SocketTickets {
  readonly #ring: SecretRing;
  readonly #issuer: string;
  readonly #keys: HmacKeys;

  /** @param issuer the deployment's public URL. */
  constructor(ring: SecretRing, issuer: string) {
    this.#ring = ring;
    this.#issuer = issuer;
    this.#keys = new HmacKeys(ring, 'socket-ticket');
  }

  /** A ticket of 60 s from `now`. */
  async sign(claims: TicketClaims, now: Date): Promise<string> {
    const { version } = this.#ring;
    const iat = Math.floor(now.getTime() / 1000);
    return new SignJWT({ ...claims, iss: this.#issuer, aud: AUDIENCE, iat, exp: iat + SOCKET_TICKET_SECONDS, jti: newId() })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: String(version) })
      .sign((await this.#keys.get(version)) as CryptoKey);
  }

  /** Never throws. Accepts every version that the ring still knows. That it was not used before is the database's to say. */
  async verify(token: string, now: Date): Promise<TicketCheck> {
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
      });
      return outcome('ok', payload);
    } catch (error) {
      return error instanceof errors.JWTExpired ? outcome('expired', error.payload) : { status: 'invalid' };
    }
  }
}

function outcome(status: 'ok' | 'expired', { sub, hid, tid, jti, exp }: JWTPayload): TicketCheck {
  if (!isUuid(sub) || !isUuid(hid) || !isUuid(tid) || !isUuid(jti)) return { status: 'invalid' };
  return { status, ticket: { sub, hid, tid, jti, expiresAt: new Date((exp ?? 0) * 1000) } };
}

function isUuid(claim: unknown): claim is string {
  return typeof claim === 'string' && UUID.test(claim);
}
