import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { notFound } from '@/server/kernel/app-error';
import { DOCTOR_COLUMNS, DOCTOR_JOINS, type Doctor } from './doctor';

/** One doctor that the tenant may see. @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too. */
export async function getDoctor(db: TenantDatabase, tenant: Tenant, id: string): Promise<Doctor> {
  const [row] = await db.read<Doctor>(tenant, {
    name: 'doctor_by_id',
    text: `SELECT ${DOCTOR_COLUMNS} FROM doctors d ${DOCTOR_JOINS} WHERE d.hospital_id = $1 AND d.id = $2 AND d.deleted_at IS NULL`,
    values: [tenant.hospitalId, id],
  });
  if (!row) throw notFound('Doctor');
  return row;
}
