import type { Database } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';
import { API_KEY_COLUMNS, type ApiKey, toApiKey } from './api-key';

/** A key as the dashboard lists it, revoked ones included. */
export type KeyOverview = ApiKey & { revokedAt: Date | null; requestsToday: number };

/** What only a key's own page shows. */
export type KeyPage = KeyOverview & {
  createdByName: string | null;
  /** The newest live token's end. */
  tokenExpiresAt: Date | null;
  /** While the secret before the last rotation still works. */
  rotatedAt: Date | null;
  oldSecretExpiresAt: Date | null;
};

const COLUMNS = { ...API_KEY_COLUMNS, revokedAt: true, createdBy: true } as const;

/**
 * Every key of the hospital, newest first, with its use.
 * @param dayStart the beginning of today in the hospital's zone. Roll-ups are hourly in UTC; in a zone that is half an hour off
 *   the first half hour before the day counts too.
 */
export async function listKeyOverviews(db: Database, hospitalId: string, dayStart: Date): Promise<KeyOverview[]> {
  const [rows, usage, today] = await Promise.all([
    db.apiKey.findMany({ where: { hospitalId }, select: COLUMNS, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
    db.apiKeyUsage.findMany({ where: { hospitalId }, select: { apiKeyId: true, lastUsedAt: true } }),
    requestsSince(db, hospitalId, dayStart),
  ]);
  const lastUsed = new Map(usage.map((row) => [row.apiKeyId, row.lastUsedAt]));
  return rows.map(({ createdBy: _, revokedAt, ...row }) => ({
    ...toApiKey(row, lastUsed.get(row.id) ?? null),
    revokedAt,
    requestsToday: today.get(row.id) ?? 0,
  }));
}

/** One key with what its page shows. @throws AppError RESOURCE_NOT_FOUND */
export async function readKeyPage(db: Database, hospitalId: string, id: string, dayStart: Date, now: Date): Promise<KeyPage> {
  const found = await db.apiKey.findFirst({ where: { hospitalId, id }, select: COLUMNS });
  if (!found) throw notFound('API key');
  const { createdBy, revokedAt, ...row } = found;
  const of = { hospitalId, apiKeyId: id };
  const [usage, today, secrets, token, author] = await Promise.all([
    db.apiKeyUsage.findFirst({ where: of, select: { lastUsedAt: true } }),
    requestsSince(db, hospitalId, dayStart, id),
    db.apiSecret.findMany({ where: of, select: { createdAt: true, expiresAt: true } }),
    db.hospitalToken.findFirst({
      where: { ...of, revokedAt: null, expiresAt: { gt: now } },
      select: { expiresAt: true },
      orderBy: { expiresAt: 'desc' },
    }),
    createdBy === null ? null : db.user.findFirst({ where: { hospitalId, id: createdBy }, select: { name: true } }),
  ]);
  const old = secrets.find((secret) => secret.expiresAt !== null && secret.expiresAt > now);
  const current = secrets.find((secret) => secret.expiresAt === null);
  return {
    ...toApiKey(row, usage?.lastUsedAt ?? null),
    revokedAt,
    requestsToday: today.get(id) ?? 0,
    createdByName: author?.name ?? null,
    tokenExpiresAt: token?.expiresAt ?? null,
    rotatedAt: old ? (current?.createdAt ?? null) : null,
    oldSecretExpiresAt: old?.expiresAt ?? null,
  };
}

async function requestsSince(db: Database, hospitalId: string, from: Date, apiKeyId?: string): Promise<Map<string, number>> {
  const sums = await db.usageRollup.groupBy({
    by: ['apiKeyId'],
    where: { hospitalId, bucket: { gte: hourOf(from) }, ...(apiKeyId && { apiKeyId }) },
    _sum: { requests: true },
  });
  return new Map(sums.map((row) => [row.apiKeyId, Number(row._sum.requests ?? 0)]));
}

function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 3_600_000) * 3_600_000);
}
