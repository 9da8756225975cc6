import type { SecretRing } from '@/server/credentials/secret-ring';

/** Of an unknown credential: enough to see that two refusals came with the same one, not enough to use it. */
export function credentialHint(ring: SecretRing, text: string): string {
  return `${text.slice(0, 8)}… ${ring.hash('unknown-credential', text).hash.toString('base64url').slice(0, 12)}`;
}
