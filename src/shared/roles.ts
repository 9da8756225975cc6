import { reachOf } from './role-table';

/** What a person can be (contract section 3). */
export const ROLES = ['super_admin', 'admin', 'receptionist', 'doctor', 'patient'] as const;

export type Role = (typeof ROLES)[number];

/** May this role use the hospital surface and administer keys? */
export function isAdministrator(role: Role): boolean {
  return reachOf(role, 'hospital.administer') === 'hospital';
}
