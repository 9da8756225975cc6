import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { patientFilters, type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { conditionsOf, equals, filterText } from '@/server/domain/lists/conditions';
import { textOf } from '@/server/domain/lists/statement-text';
import { notFound } from '@/server/kernel/app-error';
import { withAge } from './age';
import { PATIENT_COLUMNS, PATIENT_JOINS, type Patient } from './patient';

/**
 * One patient that the tenant may see and the caller reaches.
 * @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too, and for one beyond the reach.
 */
export async function getPatient(
  db: TenantDatabase,
  tenant: Tenant,
  id: string,
  today: string,
  reach: RecordScope = WHOLE_TENANT,
): Promise<Patient> {
  const conditions = conditionsOf(tenant, [equals('id', id), ...patientFilters(reach)]);
  const name = `patient_by_id/${conditions.name}`;
  const text = textOf(
    name,
    () =>
      `SELECT ${PATIENT_COLUMNS} FROM patients p ${PATIENT_JOINS} WHERE ${filterText('p', conditions)} AND p.deleted_at IS NULL`,
  );
  const [row] = await db.read<Patient>(tenant, { name, text, values: [...conditions.values] });
  if (!row) throw notFound('Patient');
  return withAge(row, today);
}
