import { decode, encode } from 'next-auth/jwt';
import { PLAIN_SESSION_COOKIE, SECURE_SESSION_COOKIE } from '@/shared/session-cookie';
import type { SecretRing } from './secret-ring';

/** Seconds that a browser session lives, absolute. */
export const SESSION_SECONDS = 12 * 3600;

const MAX_LENGTH = 4096;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the cookie names: the row in `sessions`; its hospital is in the row's primary key. */
export type SessionReference = { sessionId: string; hospitalId: string };

/** next-auth's encrypted session cookie under the secret ring, so that a changed APP_SECRET logs nobody out. */
export class SessionCookies {
  readonly name: string;
  readonly secure: boolean;
  readonly #ring: SecretRing;

  constructor(ring: SecretRing, publicUrl: string) {
    this.#ring = ring;
    this.secure = publicUrl.startsWith('https:');
    this.name = this.secure ? SECURE_SESSION_COOKIE : PLAIN_SESSION_COOKIE;
  }

  /** What next-auth derives its own keys from (its CSRF cookie's, for one). */
  get secret(): string {
    return this.#secret(this.#ring.version);
  }

  /** The cookie's value, good for 12 h by its own clock; the row in `sessions` decides before that. */
  seal({ sessionId, hospitalId }: SessionReference): Promise<string> {
    return encode({ token: { sid: sessionId, hid: hospitalId }, secret: this.secret, maxAge: SESSION_SECONDS });
  }

  /** What a cookie names if it is ours, unchanged and not expired, else null; never throws. */
  async open(value: string): Promise<SessionReference | null> {
    if (value.length > MAX_LENGTH) return null;
    for (const version of this.#ring.versions) {
      const claims = await decode({ token: value, secret: this.#secret(version) }).catch(() => null);
      if (claims) return reference(claims.sid, claims.hid);
    }
    return null;
  }

  #secret(version: number): string {
    return (this.#ring.key('session-cookie', version) ?? Buffer.alloc(0)).toString('base64');
  }
}

function reference(sid: unknown, hid: unknown): SessionReference | null {
  if (typeof sid !== 'string' || typeof hid !== 'string' || !UUID.test(sid) || !UUID.test(hid)) return null;
  return { sessionId: sid, hospitalId: hid };
}
