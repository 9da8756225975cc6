import type { Tone } from '@/components/ui/badge';
import type { KeyStatus } from './types';

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
