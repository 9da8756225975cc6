import { serverKeyEnvironment } from '@/server/credentials/formats';
import type { SecretRing } from '@/server/credentials/secret-ring';
import type { AuthDatabase } from '@/server/db/auth-database';
import type { ErrorCode } from '@/server/kernel/error-codes';
import type { AccessTokenCheck } from './access-token-check';
import { credentialHint } from './credential-hint';
import type { Door, DoorRequest, OldHashHandler } from './door';
import { faultOfKey } from './judge-three-locks';
import { keyPrincipal } from './key-principal';
import { type KeyRecord, loadServerKey } from './key-record';
import { bearerToken, sentHeader } from './raw-headers';
import type { RecordCache } from './record-cache';
import { type RefusalCause, UNKNOWN_CALLER, type Verdict } from './verdict';

export type V1DoorOptions = {
  credentials: AuthDatabase;
  cache: RecordCache<KeyRecord>;
  secrets: SecretRing;
  accessTokens: AccessTokenCheck;
  keyPrefix: string;
  /** Told of a key that matched under the previous APP_SECRET. */
  onOldHash: OldHashHandler;
  /** Test keys open nothing in production (contract section 1, rule 7). */
  production: boolean;
};

/**
 * `/v1`: a server key by `X-API-Key` or as Bearer, or a person's access token as Bearer. Cookies are ignored. Two credentials
 * are two stories, so both kinds at once, or one header twice, are refused (contract section 1, rule 11).
 */
export class V1Door implements Door {
  readonly #options: V1DoorOptions;

  constructor(options: V1DoorOptions) {
    this.#options = options;
  }

  async check({ rawHeaders, now }: DoorRequest): Promise<Verdict> {
    const key = sentHeader(rawHeaders, 'x-api-key');
    const authorization = sentHeader(rawHeaders, 'authorization');
    if (key.repeated || authorization.repeated) return this.#refuse('UNAUTHORIZED', 'header_doubled', key.value);
    if (key.value !== null && authorization.value !== null) return this.#refuse('UNAUTHORIZED', 'both_credentials', key.value);
    if (key.value) return await this.#checkKey(key.value, now);
    if (!authorization.value) return this.#refuse('UNAUTHORIZED', 'credentials_missing', null);
    const token = bearerToken(authorization.value);
    const isKey = token !== null && (token.startsWith('sk_') || token.startsWith(this.#options.keyPrefix));
    return isKey ? await this.#checkKey(token, now) : await this.#options.accessTokens.check(token, now);
  }

  async #checkKey(key: string, now: Date): Promise<Verdict> {
    // The checksum tells a typing error from a key: no query for it, nor for a partner's key.
    if (key.startsWith(this.#options.keyPrefix)) return this.#refuse('INVALID_API_KEY', 'key_wrong_kind', key);
    const environment = serverKeyEnvironment(key);
    if (environment === null) return this.#refuse('INVALID_API_KEY', 'key_malformed', key);
    const hashes = this.#options.secrets.hashes('server-key', key);
    const record = await this.#record(hashes);
    const secret = record?.secrets.find(({ hash }) => this.#options.secrets.matches(hashes, hash));
    if (!record || !secret) return this.#refuse('INVALID_API_KEY', 'key_unknown', key);
    const overlapEnded = secret.expiresAt !== null && secret.expiresAt <= now;
    const isTest = record.environment === 'test' || environment === 'test';
    const cause =
      faultOfKey(record, now) ??
      (overlapEnded ? 'secret_overlap_ended' : null) ??
      (isTest && this.#options.production ? 'test_key_in_production' : null);
    if (cause !== null) return this.#refuse('INVALID_API_KEY', cause, key, record);
    if (secret.version !== this.#options.secrets.version) {
      this.#options.onOldHash({ hospitalId: record.hospitalId, secretId: secret.id, kind: 'server' }, key);
    }
    const principal = keyPrincipal(record, null);
    return { ok: true, principal, allowedIps: record.allowedIps, frozen: record.frozen };
  }

  #record(hashes: Buffer[]): Promise<KeyRecord | null> {
    const { cache, credentials } = this.#options;
    // The cache never holds the key itself.
    const [present] = hashes;
    return cache.get(
      `server:${present?.toString('base64')}`,
      () => loadServerKey(credentials, hashes),
      (record) => [`key:${record.id}`, `hospital:${record.hospitalId}`],
    );
  }

  #refuse(code: ErrorCode, cause: RefusalCause, credential: string | null, record?: KeyRecord): Verdict {
    const hint = credential === null ? null : credentialHint(this.#options.secrets, credential);
    const caller = record
      ? {
          hospitalId: record.hospitalId,
          branchId: record.branchId,
          apiKeyId: record.id,
          actorId: record.id,
          credentialHint: null,
        }
      : { ...UNKNOWN_CALLER, credentialHint: hint };
    return { ok: false, code, cause, authenticated: false, caller };
  }
}
