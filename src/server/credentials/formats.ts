import { randomBytes } from 'node:crypto';
import { randomBase62 } from './base62';
import { CHECKSUM_LENGTH, hasValidChecksum, withChecksum } from './checksum';

/** The credentials of contract section 1: how each is made and which texts can be one at all. */

export type KeyEnvironment = 'live' | 'test';

const API_KEY_BODY = 32;
const SERVER_KEY_BODY = 64;
/** "TrLk" in base64, so that a secret scanner can match an API secret by its beginning. */
const SECRET_MARK = Buffer.from('TrLk', 'base64');
const SECRET_BYTES = 48;

const BASE62_BODY = /^[0-9A-Za-z]+$/;
const SECRET = /^TrLk[0-9A-Za-z+/]{64}$/;
const HOSPITAL_TOKEN = /^[0-9a-f]{64}$/;
const REFRESH_TOKEN = /^rt_[0-9A-Za-z]{64}$/;

/** Lock 1: the prefix (`KEY_PREFIX`), 26 random characters (154 bits) and the checksum. */
export function newApiKey(prefix: string): string {
  return withChecksum(prefix + randomBase62(API_KEY_BODY - CHECKSUM_LENGTH));
}

/** Can this be lock 1? Anything of the published form (≥ 24 characters) with a right checksum; a typing error cannot. */
export function isApiKey(text: string, prefix: string): boolean {
  const body = text.slice(prefix.length);
  return text.length <= 128 && text.startsWith(prefix) && body.length >= 24 && BASE62_BODY.test(body) && hasValidChecksum(text);
}

/** Lock 2: base64 of 51 bytes, 48 of them random. */
export function newApiSecret(): string {
  return Buffer.concat([SECRET_MARK, randomBytes(SECRET_BYTES)]).toString('base64');
}

/** Can this be lock 2? */
export function isApiSecret(text: string): boolean {
  return SECRET.test(text);
}

/** Lock 3: 32 random bytes in hex. */
export function newHospitalToken(): string {
  return randomBytes(32).toString('hex');
}

/** Can this be lock 3? A JWT or a server key cannot. */
export function isHospitalToken(text: string): boolean {
  return HOSPITAL_TOKEN.test(text);
}

/** A server key of v1. */
export function newServerKey(environment: KeyEnvironment): string {
  return withChecksum(`sk_${environment}_${randomBase62(SERVER_KEY_BODY - CHECKSUM_LENGTH)}`);
}

/** The environment that this text names if it can be a server key, else null. */
export function serverKeyEnvironment(text: string): KeyEnvironment | null {
  const environment = text.startsWith('sk_live_') ? 'live' : text.startsWith('sk_test_') ? 'test' : null;
  if (environment === null) return null;
  const body = text.slice('sk_live_'.length);
  return body.length === SERVER_KEY_BODY && BASE62_BODY.test(body) && hasValidChecksum(text) ? environment : null;
}

/** How a server key is shown after its creation: prefix and last four characters. */
export function serverKeyHint(key: string): string {
  return `${key.slice(0, 'sk_live_'.length)}…${key.slice(-4)}`;
}

/** A refresh token of v1. */
export function newRefreshToken(): string {
  return `rt_${randomBase62(64)}`;
}

/** Can this be a refresh token? */
export function isRefreshToken(text: string): boolean {
  return REFRESH_TOKEN.test(text);
}
