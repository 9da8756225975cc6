import type { KeyRow } from './types';

let made = 0;

/** A key for a test, told apart by its id; each one younger than the one before. */
export function testRow(over: Partial<KeyRow> = {}): KeyRow {
  made += 1;
  const at = new Date(Date.UTC(2026, 0, 1) + made * 60_000).toISOString();
  return {
    id: `key-${made}`,
    key: `nyra_${made}`,
    name: `Key ${made}`,
    kind: 'partner',
    is_active: true,
    branch_id: null,
    permissions: ['patients:read'],
    environment: 'live',
    expires_at: null,
    allowed_ips: [],
    rate_tier: 'basic',
    rate_limits: null,
    last_used_at: null,
    created_at: at,
    updated_at: at,
    requests_today: 0,
    status: 'active',
    ...over,
  };
}
