import type { Tone } from '@/components/ui/badge';
import type { KeyStatus } from './types';

/** From here on a key's end is worth a warning. */
const EXPIRING_MS = 14 * 86_400_000;

type StatusSource = { is_active: boolean; expires_at: string | null; revoked_at: string | null };

/** The one word for a key's state. Revoked beats all, since nothing can change it; expired beats disabled, since enabling would not help. */
export function keyStatus({ is_active, expires_at, revoked_at }: StatusSource, now: number): KeyStatus {
  if (revoked_at !== null) return 'revoked';
  const left = expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at) - now;
  if (left <= 0) return 'expired';
  if (!is_active) return 'disabled';
  return left < EXPIRING_MS ? 'expiring' : 'active';
}

export const STATUS_TEXT: Record<KeyStatus, { label: string; tone: Tone }> = {
  active: { label: 'Active', tone: 'success' },
  expiring: { label: 'Expires soon', tone: 'warning' },
  expired: { label: 'Expired', tone: 'danger' },
  disabled: { label: 'Disabled', tone: 'neutral' },
  revoked: { label: 'Revoked', tone: 'neutral' },
};

/** What to call a key that nobody named. */
export function keyTitle(key: { name: string | null }): string {
  return key.name === null || key.name === '' ? 'Unnamed key' : key.name;
}
