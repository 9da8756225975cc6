import type { Database, Transaction } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';
import { API_KEY_COLUMNS, type ApiKey, toApiKey } from './api-key';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id, or for a partner key the key string itself (contract section 5). */
function reference(hospitalId: string, idOrKey: string) {
  return UUID.test(idOrKey) ? { hospitalId, id: idOrKey.toLowerCase() } : { hospitalId, key: idOrKey, kind: 'partner' };
}

/** Every key of the hospital that is not revoked, newest first. Hospitals with thousands of keys get them all. */
export async function listApiKeys(db: Database, hospitalId: string): Promise<ApiKey[]> {
  const [rows, usage] = await Promise.all([
    db.apiKey.findMany({
      where: { hospitalId, revokedAt: null },
      select: API_KEY_COLUMNS,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
    db.apiKeyUsage.findMany({ where: { hospitalId }, select: { apiKeyId: true, lastUsedAt: true } }),
  ]);
  const lastUsed = new Map(usage.map((row) => [row.apiKeyId, row.lastUsedAt]));
  return rows.map((row) => toApiKey(row, lastUsed.get(row.id) ?? null));
}

/** One key that is not revoked. @throws AppError RESOURCE_NOT_FOUND, for another hospital's key too. */
export async function getApiKey(db: Database | Transaction, hospitalId: string, idOrKey: string): Promise<ApiKey> {
  const row = await db.apiKey.findFirst({
    where: { ...reference(hospitalId, idOrKey), revokedAt: null },
    select: API_KEY_COLUMNS,
  });
  if (!row) throw notFound('API key');
  const usage = await db.apiKeyUsage.findFirst({ where: { hospitalId, apiKeyId: row.id }, select: { lastUsedAt: true } });
  return toApiKey(row, usage?.lastUsedAt ?? null);
}

/** Like getApiKey, with the row locked until the transaction ends: two rotations of one key come one after the other. */
export async function lockApiKey(tx: Transaction, hospitalId: string, idOrKey: string): Promise<ApiKey> {
  const found = await getApiKey(tx, hospitalId, idOrKey);
  await tx.$queryRaw`SELECT 1 FROM api_keys WHERE hospital_id = ${hospitalId}::uuid AND id = ${found.id}::uuid FOR UPDATE`;
  return getApiKey(tx, hospitalId, found.id);
}
