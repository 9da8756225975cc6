import type { SecretPurpose, SecretRing } from './secret-ring';

/** The secret ring's keys of one purpose as the Web Crypto API wants them for HMAC-SHA-256, each imported once. */
export class HmacKeys {
  readonly #ring: SecretRing;
  readonly #purpose: SecretPurpose;
  readonly #keys = new Map<number, Promise<CryptoKey>>();

  constructor(ring: SecretRing, purpose: SecretPurpose) {
    this.#ring = ring;
    this.#purpose = purpose;
  }

  /** Null for a version that the ring does not know, and for what is no version. */
  get(version: number): Promise<CryptoKey> | null {
    const known = this.#keys.get(version);
    if (known) return known;
    const secret = Number.isSafeInteger(version) ? this.#ring.key(this.#purpose, version) : null;
    if (!secret) return null;
    const usages: KeyUsage[] = ['sign', 'verify'];
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = crypto.subtle.importKey('raw', new Uint8Array(secret), algorithm, false, usages);
    this.#keys.set(version, key);
    return key;
  }
}
