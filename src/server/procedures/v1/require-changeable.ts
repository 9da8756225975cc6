import { AppError } from '@/server/kernel/app-error';
import type { FieldMask } from '@/shared/role-table';

/**
 * Refuses fields that the caller's role may not change, by name, whatever their value; called before anything is written. A PUT
 * of such a role replaces what it may change and leaves the rest (docs/roles.md).
 * @param fields of the body as it was given.
 * @throws AppError FORBIDDEN, one detail for each field.
 */
export function requireChangeable(mask: FieldMask, fields: Readonly<Record<string, unknown>>): void {
  const { changeable } = mask;
  if (changeable === null) return;
  const refused = Object.keys(fields).filter((name) => fields[name] !== undefined && !changeable.includes(name));
  if (refused.length === 0) return;
  throw new AppError('FORBIDDEN', {
    details: refused.map((path) => ({ path, message: 'Your role may not change this field.' })),
    auditCause: 'field_of_role',
  });
}
