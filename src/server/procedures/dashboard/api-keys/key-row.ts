import type { KeyOverview, KeyPage } from '@/server/domain/api-keys/key-overview';
import { formatInstant } from '@/server/kernel/zoned-time';
import { showApiKey } from '@/server/procedures/hospital/api-keys/api-key.schema';

export type KeyStatus = 'active' | 'expiring' | 'expired' | 'disabled' | 'revoked';

const EXPIRING_MS = 14 * 86_400_000;

/** What a key is at the moment; the gravest word wins. */
export function keyStatus(key: Pick<KeyOverview, 'revokedAt' | 'isActive' | 'expiresAt'>, now: Date): KeyStatus {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= now) return 'expired';
  if (!key.isActive) return 'disabled';
  return key.expiresAt !== null && key.expiresAt.getTime() - now.getTime() < EXPIRING_MS ? 'expiring' : 'active';
}

/** A key as the list shows it: the hospital surface's row, its use today and its status. */
export function showKeyRow(key: KeyOverview, zone: string, now: Date) {
  return { ...showApiKey(key, zone), requests_today: key.requestsToday, status: keyStatus(key, now) };
}

/** A key as its own page shows it. */
export function showKeyPage(key: KeyPage, zone: string, now: Date) {
  const instant = (date: Date | null) => (date === null ? null : formatInstant(date, zone));
  return {
    ...showKeyRow(key, zone, now),
    created_by: key.createdByName,
    token_expires_at: instant(key.tokenExpiresAt),
    rotated_at: instant(key.rotatedAt),
    old_secret_expires_at: instant(key.oldSecretExpiresAt),
  };
}
