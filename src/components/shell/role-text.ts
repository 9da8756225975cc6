import type { Role } from '@/shared/roles';

const NAMES: Record<Role, string> = {
  super_admin: 'Super admin',
  admin: 'Hospital admin',
  receptionist: 'Receptionist',
  doctor: 'Doctor',
  patient: 'Patient',
};

/** A role as people call it. */
export function roleText(role: Role): string {
  return NAMES[role];
}
