import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { KeyPrincipal, UserPrincipal } from '@/server/kernel/principal';
import { toTypeId } from '@/server/kernel/typeid';
import { authorize } from '@/server/procedures/authorize';
import type { Access, RouteMeta } from '@/server/procedures/meta';
import { instant, typeId } from '@/server/procedures/schemas/fields';
import type { Permission } from '@/shared/permissions';
import { maskOf, NO_MASK, ROLE_ACTIONS, reachOf } from '@/shared/role-table';
import { ROLES, type Role } from '@/shared/roles';
import { v1Caller } from './caller';
import { toV1List } from './list';
import { v1Presenter } from './present';
import { requireChangeable } from './require-changeable';

const ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
const hospital = { id: ID, name: 'Lotus', timezone: 'Asia/Kolkata', country: 'IN', currency: 'INR' };

const meta = (access: Access): RouteMeta => ({
  surface: 'v1',
  access,
  rateClass: 'standard',
  audit: { action: 'test' },
});

function person(role: Role, record: { patientId?: string; doctorId?: string } = {}): UserPrincipal {
  const common = { kind: 'user', via: 'access_token', userId: ID, sessionId: ID, name: 'A', email: 'a@example.com' } as const;
  return { ...common, hospitalId: ID, hospital, role, patientId: null, doctorId: null, mustChangePassword: false, ...record };
}

function key(permissions: Permission[], branchId: string | null = null): KeyPrincipal {
  return {
    kind: 'api_key',
    keyKind: 'server',
    keyId: ID,
    keyName: null,
    hospitalId: ID,
    hospital,
    branchId,
    environment: 'live',
    permissions: new Set(permissions),
    grantedPermissions: permissions,
    rateTier: 'basic',
    rateLimits: { per15Minutes: 1, perHour: 1, perDay: 1 },
    token: null,
  };
}

describe('authorize by the role table', () => {
  it.each(ROLE_ACTIONS)('%s: exactly the roles that reach something', (people) => {
    for (const role of ROLES) {
      const refusal = authorize(meta({ permission: 'admin', people }), person(role));
      expect(refusal?.code).toBe(reachOf(role, people) === 'none' ? 'FORBIDDEN' : undefined);
    }
  });

  it('asks a key for the permission, and for a people-only operation refuses it', () => {
    const both = meta({ permission: 'patients:read', people: 'patients.list' });
    expect(authorize(both, key(['patients:read']))).toBeNull();
    expect(authorize(both, key(['patients:write']))?.code).toBe('INSUFFICIENT_PERMISSIONS');
    expect(authorize(meta({ people: 'appointments.listOwn' }), key(['admin']))?.code).toBe('FORBIDDEN');
  });
});

describe('v1Caller', () => {
  const list = meta({ permission: 'patients:read', people: 'patients.list' });

  it('gives a key its tenant, lock included, and no mask', () => {
    const caller = v1Caller(list, key(['patients:read'], 'b'));
    expect(caller).toMatchObject({ tenant: { hospitalId: ID, branchId: 'b' }, mask: NO_MASK, mayRead: true });
    expect(caller.reach).toEqual({ patientId: null, doctorId: null });
    expect(v1Caller(list, key(['patients:write'])).mayRead).toBe(false);
    const schedule = meta({ permission: 'doctors:write', people: 'schedules.create' });
    expect(v1Caller(schedule, key(['doctors:read'])).mayRead).toBe(true);
  });

  it.each([
    ['admin', {}, null, null, true],
    ['receptionist', {}, null, null, true],
    ['doctor', { doctorId: 'd' }, null, 'd', false],
  ] as const)('of a %s reaches what the table says', (role, record, patientId, doctorId, mayRead) => {
    const caller = v1Caller(list, person(role, record));
    expect(caller).toMatchObject({ tenant: { hospitalId: ID, branchId: null }, reach: { patientId, doctorId }, mayRead });
    expect(caller.mask).toBe(maskOf(role, 'patients'));
  });

  it('confines a patient to the own record, but not to own doctors', () => {
    const read = meta({ people: 'patients.read' });
    expect(v1Caller(read, person('patient', { patientId: 'p' })).reach).toEqual({ patientId: 'p', doctorId: null });
    const doctors = meta({ people: 'doctors.read' });
    expect(v1Caller(doctors, person('patient', { patientId: 'p' })).reach).toEqual({ patientId: null, doctorId: null });
  });

  it('refuses a login without its record, and nobody', () => {
    for (const role of ['patient', 'doctor'] as const) {
      expect(() => v1Caller(meta({ people: 'patients.read' }), person(role))).toThrow(expect.objectContaining({ status: 403 }));
    }
    expect(() => v1Caller(list, { kind: 'anonymous' })).toThrow(expect.objectContaining({ code: 'UNAUTHORIZED' }));
  });
});

describe('v1Presenter', () => {
  const show = v1Presenter(
    z.object({
      id: typeId('patient').meta({ example: 'pat_x' }),
      doctorId: typeId('doctor').nullable(),
      name: z.string(),
      medicalHistory: z.string().nullable().optional(),
      createdAt: instant(),
    }),
  );
  const row = { id: ID, doctorId: null, name: 'Asha', medicalHistory: 'asthma', createdAt: new Date(0), secret: 'x' };

  it('shows TypeIDs, instants with Z, nulls, and nothing that the schema does not name', () => {
    expect(show(row)).toEqual({
      id: toTypeId('patient', ID),
      doctorId: null,
      name: 'Asha',
      medicalHistory: 'asthma',
      createdAt: '1970-01-01T00:00:00.000Z',
    });
  });

  it('leaves out what the mask hides', () => {
    expect(show(row, maskOf('receptionist', 'patients'))).not.toHaveProperty('medicalHistory');
    expect(show(row, maskOf('doctor', 'patients'))).toHaveProperty('medicalHistory', 'asthma');
  });
});

describe('requireChangeable', () => {
  it('names each field that the role may not change', () => {
    const mask = maskOf('receptionist', 'patients');
    expect(() => requireChangeable(mask, { phone: '1', address: null, insurance: undefined })).not.toThrow();
    expect(() => requireChangeable(mask, { phone: '1', medicalHistory: {}, insurance: null })).toThrow(
      expect.objectContaining({
        code: 'FORBIDDEN',
        details: [
          { path: 'medicalHistory', message: expect.any(String) },
          { path: 'insurance', message: expect.any(String) },
        ],
      }),
    );
    expect(() => requireChangeable(NO_MASK, { medicalHistory: {} })).not.toThrow();
  });
});

it('a list counts its pages', () => {
  const page = { rows: [1, 2], total: 5, nextCursor: 'x' };
  expect(toV1List(page, { page: 2, limit: 2 }, (n) => n * 10)).toEqual({
    results: [10, 20],
    pagination: { page: 2, limit: 2, totalPages: 3, totalItems: 5 },
  });
});
