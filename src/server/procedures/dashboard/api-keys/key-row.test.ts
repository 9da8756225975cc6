import { describe, expect, it } from 'vitest';
import { STATUS_TEXT } from '@/components/api-keys/key-status';
import { keyStatus } from './key-row';

const NOW = new Date('2026-11-21T10:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const KEY = { isActive: true, revokedAt: null, expiresAt: null };

describe('keyStatus', () => {
  it.each([
    ['active', KEY],
    ['active', { ...KEY, expiresAt: inDays(14) }],
    ['expiring', { ...KEY, expiresAt: inDays(13.99) }],
    ['expired', { ...KEY, expiresAt: NOW }],
    // Enabling would not help, so the end says more.
    ['expired', { ...KEY, isActive: false, expiresAt: inDays(-1) }],
    ['disabled', { ...KEY, isActive: false, expiresAt: inDays(3) }],
    // Nothing can change it any more.
    ['revoked', { isActive: true, revokedAt: inDays(-2), expiresAt: inDays(-1) }],
  ] as const)('is %s', (status, key) => {
    expect(keyStatus(key, NOW)).toBe(status);
    expect(STATUS_TEXT[status].label).not.toBe('');
  });
});
