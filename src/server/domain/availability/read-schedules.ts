import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { conditionsOf, equals } from '@/server/domain/lists/conditions';
import { listRows } from '@/server/domain/lists/list-rows';
import type { ListSource } from '@/server/domain/lists/list-source';
import type { Page, PageRequest } from '@/server/domain/lists/page';
import { notFound } from '@/server/kernel/app-error';
import { groupBy } from '@/server/kernel/group-by';
import { SCHEDULE_COLUMNS, type Schedule } from './schedule';

const SOURCE: ListSource = {
  name: 'schedules',
  table: 'availability_windows',
  alias: 'w',
  columns: SCHEDULE_COLUMNS,
  joins: '',
  only: null,
  search: null,
  names: null,
  counters: null,
  narrow: [],
  days: null,
};

/** Schedules of the doctors that the tenant sees, newest first; `doctorId` null: of all. */
export function listSchedules(
  db: TenantDatabase,
  tenant: Tenant,
  { doctorId }: { doctorId: string | null },
  request: PageRequest,
): Promise<Page<Schedule>> {
  const conditions = conditionsOf(tenant, [equals('doctor_id', doctorId)]);
  return listRows<Schedule>(db, tenant, { source: SOURCE, conditions, patterns: null }, request);
}

/** One schedule of a doctor that the tenant sees. @throws AppError RESOURCE_NOT_FOUND */
export async function getSchedule(db: TenantDatabase, tenant: Tenant, id: string): Promise<Schedule> {
  const [row] = await db.read<Schedule>(tenant, {
    name: 'schedule_by_id',
    text: `SELECT ${SCHEDULE_COLUMNS} FROM availability_windows w WHERE w.hospital_id = $1 AND w.id = $2`,
    values: [tenant.hospitalId, id],
  });
  if (!row) throw notFound('Schedule');
  return row;
}

/** All schedules of these doctors, by day and time, in one query. */
export async function schedulesOf(
  db: TenantDatabase,
  tenant: Tenant,
  doctorIds: readonly string[],
): Promise<ReadonlyMap<string, Schedule[]>> {
  const rows = await db.read<Schedule>(tenant, {
    name: 'schedules_of_doctors',
    text: `SELECT ${SCHEDULE_COLUMNS} FROM availability_windows w
      WHERE w.hospital_id = $1 AND w.doctor_id = ANY ($2::uuid[]) ORDER BY w.day_of_week, w.start_second`,
    values: [tenant.hospitalId, doctorIds],
  });
  return groupBy(rows, ({ doctorId }) => doctorId);
}
