import { describe, expect, it } from 'vitest';
import { changesOf, checkDraft, serverErrors } from './check-draft';
import { draftOf, type KeyDraft, newDraft } from './key-draft';
import { testRow } from './test-rows';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const ZONE = 'Asia/Kolkata';
const draft = (over: Partial<KeyDraft> = {}): KeyDraft => ({
  ...newDraft({ branches: [], defaultTier: 'basic', timeZone: ZONE, baseUrl: 'http://localhost' }),
  name: 'Nyra CRM',
  permissions: ['patients:read'],
  ...over,
});
const check = (over: Partial<KeyDraft> = {}) => checkDraft(draft(over), NOW, ZONE);

describe('checkDraft', () => {
  it('finds nothing wrong with a name and a permission', () => {
    expect(check({ name: '  Nyra CRM ' })).toEqual({
      errors: {},
      input: {
        name: 'Nyra CRM',
        kind: 'partner',
        environment: 'live',
        permissions: ['patients:read'],
        branch_id: null,
        expires_at: null,
        allowed_ips: null,
        rate_tier: 'basic',
      },
    });
  });

  it.each<[string, Partial<KeyDraft>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'name'],
    ['no permission', { permissions: [] }, 'permissions'],
    ['a date that was not picked', { expiry: 'date' }, 'expires_at'],
    ['a day that is over', { expiry: 'date', expiryDate: '2026-11-20' }, 'expires_at'],
    ['an address that is none', { allowedIps: '10.1' }, 'allowed_ips'],
  ])('refuses %s', (_, over, field) => expect(Object.keys(check(over).errors)).toEqual([field]));

  it('takes today as the last day, to its last second on the hospital’s clocks', () => {
    expect(check({ expiry: 'date', expiryDate: '2026-11-21' })).toMatchObject({
      errors: {},
      input: { expires_at: '2026-11-21T18:29:59.000Z' },
    });
  });

  it('counts days from the hospital’s day', () => {
    // In Kolkata the 22nd has begun.
    const late = Date.parse('2026-11-21T20:00:00Z');
    expect(checkDraft(draft({ expiry: '30' }), late, ZONE).input.expires_at).toBe('2026-12-22T18:29:59.000Z');
  });

  it('keeps an end that is kept, to the millisecond', () => {
    const row = testRow({ expires_at: '2027-01-01T12:34:56.789+05:30' });
    expect(checkDraft(draftOf(row), NOW, ZONE).input.expires_at).toBe('2027-01-01T12:34:56.789+05:30');
  });

  it('sends each address once', () => {
    expect(check({ allowedIps: '10.0.0.1\n\n 10.0.0.1 \n2001:db8::/32' }).input.allowed_ips).toEqual([
      '10.0.0.1',
      '2001:db8::/32',
    ]);
  });
});

describe('serverErrors', () => {
  it('keeps what the form has a field for, an item’s error at its list', () => {
    expect(serverErrors({ 'permissions.0': 'Unknown.', name: 'Too long.', secret: 'No.' })).toEqual({
      permissions: 'Unknown.',
      name: 'Too long.',
    });
    expect(serverErrors(undefined)).toEqual({});
  });
});

describe('changesOf', () => {
  const before = check().input;

  it('is empty where only the order differs', () => {
    const both = { ...before, permissions: ['patients:read', 'doctors:read'] } as const;
    expect(changesOf(both, { ...both, permissions: ['doctors:read', 'patients:read'] })).toEqual({});
  });

  it('holds only what differs, cleared fields as null', () => {
    const locked = { ...before, branch_id: 'b', allowed_ips: ['10.0.0.1'] };
    expect(changesOf(locked, { ...locked, branch_id: null, name: 'Other' })).toEqual({ branch_id: null, name: 'Other' });
  });

  it('never changes kind or environment', () => {
    expect(changesOf(before, { ...before, kind: 'server', environment: 'test' })).toEqual({});
  });
});
