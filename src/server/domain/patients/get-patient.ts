import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { patientFilters, type RecordScope, WHOLE_TENANT } from '@/server/domain/access/record-scope';
import { conditionsOf, equals, filterText } from '@/server/domain/lists/conditions';
import { textOf } from '@/server/domain/lists/statement-text';
import { notFound } from '@/server/kernel/app-error';
import { withAge } from './age';
import { PATIENT_COLUMNS, PATIENT_JOINS, type Patient } from './patient';
import { PATIENT_RECORD_COLUMNS, type PatientRecord } from './patient-record';

/**
 * One patient that the tenant may see and the caller reaches.
 * @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too, and for one beyond the reach.
 */
export function getPatient(
  db: TenantDatabase,
  tenant: Tenant,
  id: string,
  today: string,
  reach: RecordScope = WHOLE_TENANT,
): Promise<Patient> {
  return findPatient<Patient>(db, tenant, { name: 'patient_by_id', columns: PATIENT_COLUMNS }, { id, today, reach });
}

/** Like getPatient, with all that is known of the patient. */
export function getPatientRecord(
  db: TenantDatabase,
  tenant: Tenant,
  id: string,
  today: string,
  reach: RecordScope,
): Promise<PatientRecord> {
  const source = { name: 'patient_record_by_id', columns: PATIENT_RECORD_COLUMNS };
  return findPatient<PatientRecord>(db, tenant, source, { id, today, reach });
}

async function findPatient<Row extends Patient>(
  db: TenantDatabase,
  tenant: Tenant,
  source: { name: string; columns: string },
  { id, today, reach }: { id: string; today: string; reach: RecordScope },
): Promise<Row> {
  const conditions = conditionsOf(tenant, [equals('id', id), ...patientFilters(reach)]);
  const name = `${source.name}/${conditions.name}`;
  const text = textOf(
    name,
    () =>
      `SELECT ${source.columns} FROM patients p ${PATIENT_JOINS} WHERE ${filterText('p', conditions)} AND p.deleted_at IS NULL`,
  );
  const [row] = await db.read<Row>(tenant, { name, text, values: [...conditions.values] });
  if (!row) throw notFound('Patient');
  return withAge(row, today);
}
