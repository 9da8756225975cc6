import { describe, expect, it } from 'vitest';
import { PERMISSION_GROUPS, PERMISSION_PRESETS } from './permission-groups';
import { effectivePermissions, isPermission, PERMISSIONS } from './permissions';

describe('effectivePermissions', () => {
  it.each([
    [['patients:write'], ['patients:create', 'patients:write']],
    [['doctors:write'], ['doctor_slots:write', 'doctors:create', 'doctors:write']],
    [['doctors:read'], ['doctor_slots:read', 'doctors:read']],
    [['branches:write'], ['branches:create', 'branches:write']],
    [['patients:create'], ['patients:create']],
    [['appointments:write'], ['appointments:write']],
  ] as const)('of %j is %j', (granted, effective) =>
    expect([...effectivePermissions(granted)].sort()).toEqual([...effective].sort()),
  );

  it('of admin is everything', () => expect([...effectivePermissions(['admin'])]).toEqual([...PERMISSIONS]));
});

describe('the form', () => {
  it('offers every permission but admin exactly once', () => {
    const offered = PERMISSION_GROUPS.flatMap((group) => group.permissions.map(({ permission }) => permission));
    expect([...offered].sort()).toEqual(PERMISSIONS.filter((permission) => permission !== 'admin').sort());
  });
  it('has presets of known permissions, none of them admin', () => {
    for (const { permissions } of PERMISSION_PRESETS)
      for (const permission of permissions) expect(isPermission(permission) && permission !== 'admin').toBe(true);
  });
});
