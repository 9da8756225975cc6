/** Every permission an API key can hold (contract section 2), once, for server, form and document. */
export const PERMISSIONS = [
  'patients:read',
  'patients:create',
  'patients:write',
  'appointments:read',
  'appointments:write',
  'doctors:read',
  'doctors:create',
  'doctors:write',
  'doctor_slots:read',
  'doctor_slots:write',
  'branches:read',
  'branches:create',
  'branches:write',
  'calls:read',
  'calls:write',
  'analytics:read',
  'ws:ticket',
  'admin',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What a permission grants beside itself. `admin` is not listed: it grants everything. */
const IMPLIED: Partial<Record<Permission, readonly Permission[]>> = {
  'patients:write': ['patients:create'],
  'doctors:write': ['doctors:create', 'doctor_slots:write'],
  'doctors:read': ['doctor_slots:read'],
  'branches:write': ['branches:create'],
};

const ALL: ReadonlySet<Permission> = new Set(PERMISSIONS);

/** Is this text a permission? */
export function isPermission(text: string): text is Permission {
  return (ALL as ReadonlySet<string>).has(text);
}

/** The granted permissions with everything they imply. */
export function effectivePermissions(granted: readonly Permission[]): ReadonlySet<Permission> {
  if (granted.includes('admin')) return ALL;
  const effective = new Set<Permission>(granted);
  for (const permission of granted) {
    for (const implied of IMPLIED[permission] ?? []) effective.add(implied);
  }
  return effective;
}
