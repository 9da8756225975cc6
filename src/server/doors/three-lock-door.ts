import { isApiKey, isApiSecret, isHospitalToken } from '@/server/credentials/formats';
import type { SecretRing } from '@/server/credentials/secret-ring';
import type { AuthDatabase } from '@/server/db/auth-database';
import type { ErrorCode } from '@/server/kernel/error-codes';
import { credentialHint } from './credential-hint';
import type { Door, DoorRequest, OldHashHandler } from './door';
import { type Judgement, judgeThreeLocks } from './judge-three-locks';
import { keyPrincipal } from './key-principal';
import { type KeyRecord, loadPartnerKey } from './key-record';
import { bearerToken, sentHeader } from './raw-headers';
import type { RecordCache } from './record-cache';
import { type RefusalCause, UNKNOWN_CALLER, type Verdict } from './verdict';

export type ThreeLockDoorOptions = {
  credentials: AuthDatabase;
  cache: RecordCache<KeyRecord>;
  secrets: SecretRing;
  keyPrefix: string;
  /** Told of a secret that matched under the previous APP_SECRET. */
  onOldHash: OldHashHandler;
  /** Test keys open nothing in production (contract section 1, rule 7). */
  production: boolean;
};

/** Stands in for a lock of an impossible form, so that it is hashed and compared like any other. */
const IMPOSSIBLE = 'impossible';

/**
 * The three locks of `/api/external`: `x-api-key`, `x-api-secret` and `Authorization: Bearer <hospital token>`, all at once.
 * Threat: a caller who learns which lock was wrong can try them one by one. So the answer, and the work for it, are the same
 * whichever it is; the audit writer makes the time the same (contract section 1, rule 1).
 */
export class ThreeLockDoor implements Door {
  readonly #options: ThreeLockDoorOptions;

  constructor(options: ThreeLockDoorOptions) {
    this.#options = options;
  }

  async check({ rawHeaders, now }: DoorRequest): Promise<Verdict> {
    const key = sentHeader(rawHeaders, 'x-api-key');
    const secret = sentHeader(rawHeaders, 'x-api-secret');
    const authorization = sentHeader(rawHeaders, 'authorization');
    const token = bearerToken(authorization.value);
    if (!key.value || !secret.value || !authorization.value)
      return this.#refuse('UNAUTHORIZED', 'credentials_missing', key.value, null);
    if (key.repeated || secret.repeated || authorization.repeated) {
      return this.#refuse('INVALID_API_KEY', 'header_doubled', key.value, null);
    }
    // The checksum tells a typing error from a key: no query for it.
    const record = isApiKey(key.value, this.#options.keyPrefix) ? await this.#record(key.value) : null;
    const locks = {
      secret: isApiSecret(secret.value) ? secret.value : IMPOSSIBLE,
      token: token !== null && isHospitalToken(token) ? token : IMPOSSIBLE,
    };
    const judgement = judgeThreeLocks(record, locks, this.#options.secrets, now);
    if (record && judgement.status === 'open' && judgement.secret.version !== this.#options.secrets.version) {
      this.#options.onOldHash({ hospitalId: record.hospitalId, secretId: judgement.secret.id, kind: 'partner' }, locks.secret);
    }
    return this.#verdict(judgement, record, key.value);
  }

  #record(key: string): Promise<KeyRecord | null> {
    const { cache, credentials } = this.#options;
    return cache.get(
      key,
      () => loadPartnerKey(credentials, key),
      (record) => [`key:${record.id}`, `hospital:${record.hospitalId}`],
    );
  }

  #verdict(judgement: Judgement, record: KeyRecord | null, key: string): Verdict {
    if (judgement.status === 'token_expired') return this.#refuse('TOKEN_EXPIRED', 'token_expired', key, record);
    if (judgement.status === 'refused' || !record) {
      return this.#refuse('INVALID_API_KEY', judgement.status === 'refused' ? judgement.cause : 'key_unknown', key, record);
    }
    if (record.environment === 'test' && this.#options.production) {
      return this.#refuse('INVALID_API_KEY', 'test_key_in_production', key, record);
    }
    const principal = keyPrincipal(record, judgement.token);
    return { ok: true, principal, allowedIps: record.allowedIps, frozen: record.frozen };
  }

  #refuse(code: ErrorCode, cause: RefusalCause, key: string | null, record: KeyRecord | null): Verdict {
    const caller = record
      ? { ...UNKNOWN_CALLER, hospitalId: record.hospitalId, branchId: record.branchId, apiKeyId: record.id, actorId: record.id }
      : { ...UNKNOWN_CALLER, credentialHint: key === null ? null : credentialHint(this.#options.secrets, key) };
    return { ok: false, code, cause, authenticated: false, caller };
  }
}
