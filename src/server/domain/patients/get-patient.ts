import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { notFound } from '@/server/kernel/app-error';
import { withAge } from './age';
import { PATIENT_COLUMNS, PATIENT_TABLES, type Patient } from './patient';

/** One patient that the tenant may see. @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too. */
export async function getPatient(db: TenantDatabase, tenant: Tenant, id: string, today: string): Promise<Patient> {
  const [row] = await db.read<Patient>(tenant, {
    name: 'patient_by_id',
    text: `SELECT ${PATIENT_COLUMNS} FROM ${PATIENT_TABLES} WHERE p.hospital_id = $1 AND p.id = $2 AND p.deleted_at IS NULL`,
    values: [tenant.hospitalId, id],
  });
  if (!row) throw notFound('Patient');
  return withAge(row, today);
}
