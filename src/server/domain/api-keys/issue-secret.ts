import { type KeyEnvironment, newApiSecret, newServerKey, serverKeyHint } from '@/server/credentials/formats';
import type { SecretRing } from '@/server/credentials/secret-ring';
import type { Transaction } from '@/server/db/prisma-client';
import { newId } from '@/server/kernel/new-id';

/** What a new key or a rotation shows once. */
export type IssuedSecret =
  | { kind: 'partner'; secret: string }
  | { kind: 'server'; key: string /** What is shown of it from now on. */; hint: string };

/** Makes the secret of a key and stores its keyed hash: lock 2 of a partner key, or a server key itself. */
export async function issueSecret(
  tx: Transaction,
  secrets: SecretRing,
  input: { hospitalId: string; apiKeyId: string; kind: 'partner' | 'server'; environment: KeyEnvironment; now: Date },
): Promise<IssuedSecret> {
  const issued: IssuedSecret =
    input.kind === 'partner' ? { kind: 'partner', secret: newApiSecret() } : withHint(newServerKey(input.environment));
  const { hash, version } =
    issued.kind === 'partner' ? secrets.hash('api-secret', issued.secret) : secrets.hash('server-key', issued.key);
  await tx.apiSecret.create({
    data: {
      hospitalId: input.hospitalId,
      id: newId(),
      apiKeyId: input.apiKeyId,
      secretHash: new Uint8Array(hash),
      hashVersion: version,
      createdAt: input.now,
    },
    select: { id: true },
  });
  return issued;
}

function withHint(key: string): IssuedSecret {
  return { kind: 'server', key, hint: serverKeyHint(key) };
}
