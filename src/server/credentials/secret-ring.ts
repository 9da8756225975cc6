import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** One HKDF key per purpose, so that a hash or token made for one can never pass for another (design, "Secrets"). */
export type SecretPurpose =
  | 'api-secret'
  | 'hospital-token'
  | 'server-key'
  | 'refresh-token'
  | 'unknown-credential'
  | 'idempotency'
  | 'access-token'
  | 'socket-ticket'
  | 'session-cookie'
  | 'password-salt';

export type KeyedHash = { hash: Buffer; version: number };

type Generation = { version: number; keys: Map<SecretPurpose, Buffer>; root: string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function generation(root: string): Generation {
  // The version is derived, not counted: every instance computes the same one from the secret alone.
  const version = Buffer.from(hkdfSync('sha256', root, '', 'trilock/version', 4)).readUInt32BE() >>> 1;
  return { version, root, keys: new Map() };
}

/**
 * Everything that is derived from `APP_SECRET`. `APP_SECRET_PREVIOUS` still verifies and decrypts, so that the secret can be
 * changed without an outage; new hashes always carry the present version.
 */
export class SecretRing {
  readonly #current: Generation;
  readonly #previous: Generation | undefined;

  constructor(current: string, previous?: string) {
    this.#current = generation(current);
    this.#previous = previous === undefined ? undefined : generation(previous);
  }

  /** The version that new hashes carry. */
  get version(): number {
    return this.#current.version;
  }

  /** Every version that still verifies, the present one first. */
  get versions(): number[] {
    return this.#previous ? [this.#current.version, this.#previous.version] : [this.#current.version];
  }

  /** The key of a purpose; null for a version that is neither the present nor the previous one. */
  key(purpose: SecretPurpose, version = this.#current.version): Buffer | null {
    const found = [this.#current, this.#previous].find((candidate) => candidate?.version === version);
    if (!found) return null;
    let key = found.keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', found.root, '', `trilock/${purpose}`, 32));
      found.keys.set(purpose, key);
    }
    return key;
  }

  /** HMAC-SHA-256 under the purpose's key. Random credentials of 256 bits need no slow hash. */
  hash(purpose: SecretPurpose, text: string): KeyedHash {
    const key = this.key(purpose) as Buffer;
    return { hash: createHmac('sha256', key).update(text).digest(), version: this.#current.version };
  }

  /** The hashes under every version that still verifies, for a look-up by hash. */
  hashes(purpose: SecretPurpose, text: string): Buffer[] {
    return this.versions.map((version) =>
      createHmac('sha256', this.key(purpose, version) as Buffer)
        .update(text)
        .digest(),
    );
  }

  /** Constant time in the content of both. */
  matches(candidates: readonly Buffer[], stored: Buffer): boolean {
    let match = false;
    for (const candidate of candidates) {
      // No short cut: every candidate is compared, whichever matches.
      match = (candidate.length === stored.length && timingSafeEqual(candidate, stored)) || match;
    }
    return match;
  }

  /** AES-256-GCM: nonce, tag, ciphertext. `context` is authenticated with it: a record cannot be moved to another row. */
  encrypt(purpose: SecretPurpose, plain: Buffer, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose) as Buffer, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** @throws if the version is unknown, or the text was changed or belongs to another context. */
  decrypt(purpose: SecretPurpose, sealed: Buffer, version: number, context: string): Buffer {
    const key = this.key(purpose, version);
    if (!key) throw new Error('sealed under an unknown secret');
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
