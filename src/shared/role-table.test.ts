import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maskOf, ROLE_ACTIONS, type RoleAction, reachOf, resourceOf } from './role-table';
import { roleSentence, roleTableMarkdown } from './role-table-text';
import { isAdministrator, ROLES, type Role } from './roles';

/** Contract section 3, cell by cell, in the order receptionist, doctor, patient. */
const CELLS: Record<RoleAction, string> = {
  'appointments.list': 'hospital own own',
  'appointments.listOwn': 'none own own',
  'appointments.read': 'hospital own own',
  'appointments.create': 'hospital none own',
  'appointments.update': 'hospital own own',
  'appointments.delete': 'hospital none none',
  'patients.list': 'hospital assigned none',
  'patients.read': 'hospital assigned own',
  'patients.create': 'none none none',
  'patients.update': 'hospital none own',
  'patients.delete': 'none none none',
  'doctors.list': 'hospital hospital hospital',
  'doctors.read': 'hospital hospital hospital',
  'doctors.create': 'none none none',
  'doctors.update': 'none none none',
  'doctors.delete': 'none none none',
  'schedules.list': 'hospital hospital hospital',
  'schedules.read': 'hospital hospital hospital',
  'schedules.create': 'none own none',
  'schedules.update': 'none own none',
  'schedules.delete': 'none own none',
  'users.list': 'none none none',
  'users.read': 'none none none',
  'users.create': 'none none none',
  'users.update': 'none none none',
  'users.delete': 'none none none',
  'hospital.administer': 'none none none',
};

describe('the role table', () => {
  it.each(ROLE_ACTIONS)('%s', (action) => {
    const found = (['receptionist', 'doctor', 'patient'] as const).map((role) => reachOf(role, action));
    expect(found.join(' ')).toBe(CELLS[action]);
    const administrators = action === 'appointments.listOwn' ? 'none' : 'hospital';
    expect([reachOf('admin', action), reachOf('super_admin', action)]).toEqual([administrators, administrators]);
  });

  it('has nothing beside the cells', () => {
    expect([...ROLE_ACTIONS].sort()).toEqual(Object.keys(CELLS).sort());
    expect(reachOf('admin', 'patients.export' as RoleAction)).toBe('none');
    expect(reachOf('root' as Role, 'patients.read')).toBe('none');
  });

  it('says who administers a hospital', () => {
    expect(ROLES.filter(isAdministrator)).toEqual(['super_admin', 'admin']);
  });
});

describe('field masks', () => {
  it('keep the medical history from a receptionist, for reading and for changing', () => {
    const { hidden, changeable } = maskOf('receptionist', 'patients');
    expect(hidden).toContain('medicalHistory');
    for (const field of hidden) expect(changeable).not.toContain(field);
  });

  it('let nobody change what is hidden, and let administrators change everything', () => {
    for (const role of ROLES) {
      for (const action of ROLE_ACTIONS) {
        const { hidden, changeable } = maskOf(role, resourceOf(action));
        expect(hidden.filter((field) => changeable?.includes(field) ?? true)).toEqual([]);
        if (isAdministrator(role)) expect([hidden, changeable]).toEqual([[], null]);
      }
    }
  });
});

describe('the table in words', () => {
  it('is what docs/roles.md prints', () => {
    const [, printed] = readFileSync('docs/roles.md', 'utf8').split('<!-- table -->\n\n');
    expect(printed).toBe(roleTableMarkdown());
  });

  it.each([
    ['patients.delete', 'Roles: `super_admin`, `admin`.'],
    [
      'patients.list',
      'Roles: `super_admin`, `admin`, `receptionist`, `doctor` (assigned). A receptionist does not see `medicalHistory`, `insurance`.',
    ],
    [
      'appointments.update',
      'Roles: `super_admin`, `admin`, `receptionist`, `doctor` (own), `patient` (own). A doctor changes only `notes`. A patient changes only `status`. A patient only cancels: `status` `cancelled`, before the start.',
    ],
  ] as const)('of an operation: %s', (action, sentence) => expect(roleSentence(action)).toBe(sentence));
});
