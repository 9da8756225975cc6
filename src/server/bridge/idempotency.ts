import type { SecretRing } from '@/server/credentials/secret-ring';
import type { Prisma } from '@/server/db/generated/client';
import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';
import type { AuditNote } from '@/server/procedures/context';
import type { Answer } from './answer';

const DAY_MS = 86_400_000;
/** An answer that holds a credential is given again for 10 minutes only (contract section 4, Writes). */
const CREDENTIAL_REPLAY_MS = 600_000;

/** What a repeat is recognised by: one credential, method and route, and the key that the caller chose. */
export type IdempotencyScope = {
  hospitalId: string;
  credentialId: string;
  method: string;
  route: string;
  key: string;
  /** Path, branch lock or role, and body as sent: the same key with another body is a mistake. */
  request: Buffer;
  holdsCredential: boolean;
  now: Date;
};

/** What the audit row of an answer says of it: the same each time that the answer is given. */
export type AnswerNote = Pick<AuditNote, 'targetType' | 'targetId' | 'patientIds' | 'fieldGroup'>;

/** The first answer, to be given again; null: nothing is known of whom it shows (a refusal). */
export type FirstAnswer = { answer: Answer; note: AnswerNote | null };

/** The Idempotency-Key as sent. @throws AppError VALIDATION_ERROR unless 1 to 255 visible ASCII characters, sent once. */
export function idempotencyKey(header: { value: string | null; repeated: boolean }): string | null {
  if (header.value === null) return null;
  if (header.repeated || !/^[\x21-\x7e]{1,255}$/.test(header.value)) {
    const message = 'Must be 1 to 255 visible ASCII characters, sent once.';
    throw new AppError('VALIDATION_ERROR', { details: [{ path: 'Idempotency-Key', message }] });
  }
  return header.value;
}

/** Keeps first answers, encrypted, and gives them again. Keys and bodies are kept as keyed hashes only. */
export class IdempotencyStore {
  readonly #secrets: SecretRing;

  constructor(secrets: SecretRing) {
    this.#secrets = secrets;
  }

  /**
   * Claims the key for this transaction. A second one at once waits here until the first has ended (or `lock_timeout`).
   * @returns the first answer where there is one; null: go on, and `complete` before the commit.
   * @throws AppError IDEMPOTENCY_KEY_REUSED for another body; CONFLICT where the answer may not be shown again.
   */
  async claim(tx: Transaction, scope: IdempotencyScope): Promise<FirstAnswer | null> {
    const known = await this.#find(tx, scope);
    if (known) return known;
    const key = this.#secrets.hash('idempotency', scope.key);
    const body = this.#secrets.hash('idempotency', scope.request.toString('latin1'));
    const claimed =
      await tx.$executeRaw`INSERT INTO idempotency_records (hospital_id, credential_id, method, route, key_hash, body_hash,
        status, hash_version, replay_until, created_at, expires_at)
      VALUES (${scope.hospitalId}::uuid, ${scope.credentialId}::uuid, ${scope.method}, ${scope.route}, ${key.hash}, ${body.hash}, 0,
        ${key.version}, ${scope.now}, ${scope.now}, ${new Date(scope.now.getTime() + DAY_MS)})
      ON CONFLICT DO NOTHING`;
    if (claimed === 1) return null;
    return (await this.#find(tx, scope)) ?? Promise.reject(new AppError('IDEMPOTENCY_IN_PROGRESS'));
  }

  /** Stores the answer with the claim, in the transaction of its change, and whom it shows: so does each repeat of it. */
  async complete(tx: Transaction, scope: IdempotencyScope, answer: Answer, note: AnswerNote | null): Promise<void> {
    const { hash, version } = this.#secrets.hash('idempotency', scope.key);
    const sealed = this.#secrets.encrypt('idempotency', Buffer.from(JSON.stringify({ ...answer, note })), context(scope));
    await tx.idempotencyRecord.updateMany({
      where: { ...place(scope), keyHash: new Uint8Array(hash) },
      data: {
        status: answer.status,
        answer: new Uint8Array(sealed),
        hashVersion: version,
        resourceId: note?.targetId ?? null,
        replayUntil: new Date(scope.now.getTime() + (scope.holdsCredential ? CREDENTIAL_REPLAY_MS : DAY_MS)),
      },
    });
  }

  async #find(tx: Transaction, scope: IdempotencyScope): Promise<FirstAnswer | null> {
    const hashes = this.#secrets.hashes('idempotency', scope.key).map((hash) => new Uint8Array(hash));
    await tx.idempotencyRecord.deleteMany({
      where: { ...place(scope), keyHash: { in: hashes }, expiresAt: { lte: scope.now } },
    });
    const record = await tx.idempotencyRecord.findFirst({ where: { ...place(scope), keyHash: { in: hashes } } });
    if (!record) return null;
    const bodies = this.#secrets.hashes('idempotency', scope.request.toString('latin1'));
    if (!this.#secrets.matches(bodies, Buffer.from(record.bodyHash))) throw new AppError('IDEMPOTENCY_KEY_REUSED');
    if (record.replayUntil <= scope.now || record.answer === null) throw replayEnded(record.resourceId);
    const opened = this.#secrets.decrypt('idempotency', Buffer.from(record.answer), record.hashVersion, context(scope));
    const { note = null, ...answer } = JSON.parse(opened.toString()) as Answer & { note?: AnswerNote | null };
    return { answer: { ...answer, headers: { ...answer.headers, 'Idempotent-Replayed': 'true' } }, note };
  }
}

function replayEnded(id: string | null): AppError {
  const message = 'This request succeeded; its answer held a credential and is not shown again.';
  return new AppError('CONFLICT', { message, details: [{ path: 'Idempotency-Key', message, ...(id !== null && { id }) }] });
}

function place(scope: IdempotencyScope) {
  const { hospitalId, credentialId, method, route } = scope;
  return { hospitalId, credentialId, method, route } satisfies Prisma.IdempotencyRecordWhereInput;
}

/** Bound to the ciphertext, so that a stored answer cannot be moved to another caller's record. */
function context(scope: IdempotencyScope): string {
  return [scope.hospitalId, scope.credentialId, scope.method, scope.route].join('/');
}
