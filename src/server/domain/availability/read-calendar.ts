import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { notFound } from '@/server/kernel/app-error';
import type { Availability, DateOverride, WeeklyWindow } from './availability';
import type { DateSpan } from './load-availability';
import type { Range } from './slots';
import { fromStored } from './stored-windows';

type Row = {
  status: 'ACTIVE' | 'INACTIVE';
  timezone: string;
  slotDurationMinutes: number;
  windows: WeeklyWindow[];
  overrides: (Omit<DateOverride, 'windows'> & { windows: unknown })[];
  /** Milliseconds of the epoch. */
  busy: [startsAt: number, endsAt: number][];
};

const CALENDAR = `SELECT d.status, coalesce(b.timezone, $3) AS timezone, d.slot_duration_minutes AS "slotDurationMinutes",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'dayOfWeek', w.day_of_week, 'startSecond', w.start_second,
        'endSecond', w.end_second, 'isAvailable', w.is_available)), '[]')
      FROM availability_windows w WHERE w.hospital_id = $1 AND w.doctor_id = $2) AS windows,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('date', o.date, 'isAvailable', o.is_available, 'windows', o.windows,
        'reason', o.reason)), '[]')
      FROM availability_overrides o
      WHERE o.hospital_id = $1 AND o.doctor_id = $2 AND o.date BETWEEN $4::date AND $5::date) AS overrides,
    (SELECT coalesce(jsonb_agg(jsonb_build_array(
        (extract(epoch FROM t.starts_at) * 1000)::bigint, (extract(epoch FROM t.ends_at) * 1000)::bigint)), '[]')
      FROM doctor_busy($2, ($4::date - 1)::timestamp AT TIME ZONE 'UTC', ($5::date + 2)::timestamp AT TIME ZONE 'UTC', NULL) t
    ) AS busy
  FROM doctors d LEFT JOIN branches b ON b.hospital_id = d.hospital_id AND b.id = d.branch_id
  WHERE d.hospital_id = $1 AND d.id = $2 AND d.deleted_at IS NULL`;

/** A doctor's calendar around some dates. */
export type Calendar = { status: Row['status']; availability: Availability; busy: Range[] };

/**
 * When a doctor works and is taken (as loadBusy says) on the given local dates, in one statement on the hot path. Which instants
 * a local date has is known with the doctor's zone only, so `busy` holds a day more to each side.
 * @throws AppError RESOURCE_NOT_FOUND for a doctor that the tenant does not see.
 */
export async function readCalendar(
  db: TenantDatabase,
  tenant: Tenant,
  { doctorId, hospitalTimezone, dates }: { doctorId: string; hospitalTimezone: string; dates: DateSpan },
): Promise<Calendar> {
  const [row] = await db.read<Row>(tenant, {
    name: 'doctor_calendar',
    text: CALENDAR,
    values: [tenant.hospitalId, doctorId, hospitalTimezone, dates.from, dates.until],
  });
  if (!row) throw notFound('Doctor');
  const { status, busy, ...availability } = row;
  const overrides = row.overrides.map((each) => ({ ...each, windows: fromStored(each.windows) }));
  return {
    status,
    availability: { ...availability, overrides },
    busy: busy.map(([startsAt, endsAt]) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
  };
}
