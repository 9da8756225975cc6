import { describe, expect, it } from 'vitest';
import type { Permission } from '@/shared/permissions';
import { mayReceive } from './event-access';

const key = (permissions: Permission[], branchId: string | null = null) => ({ permissions: new Set(permissions), branchId });
const all: Permission[] = ['calls:read', 'appointments:read', 'patients:read'];

describe('mayReceive', () => {
  it.each([
    ['call', 'calls:read'],
    ['appointment', 'appointments:read'],
    ['patient', 'patients:read'],
  ] as const)('of a %s with %s only', (resource, permission) => {
    const event = { resource, branchId: null };
    expect(mayReceive(event, key([permission]))).toBe(true);
    expect(mayReceive(event, key(all.filter((other) => other !== permission)))).toBe(false);
  });

  it.each([
    ['call', 'a', true],
    ['call', null, true],
    ['call', 'b', false],
    ['appointment', 'a', true],
    ['appointment', null, true],
    ['appointment', 'b', false],
    ['patient', 'a', true],
    ['patient', null, false],
    ['patient', 'b', false],
  ] as const)('locked to branch a: a %s of branch %s: %s', (resource, branchId, expected) => {
    expect(mayReceive({ resource, branchId }, key(all, 'a'))).toBe(expected);
  });
});
