import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { invalidField } from '@/server/kernel/app-error';
import { localDate } from '@/server/kernel/zoned-time';
import { calendarBounds } from './calendar-bounds';
import { addDays } from './local-time';
import { readCalendar } from './read-calendar';
import { daySlots, type Slot } from './slots';

export type SlotsRequest = {
  doctorId: string;
  /** `YYYY-MM-DD` in the doctor's zone; null: tomorrow there. */
  date: string | null;
  hospitalTimezone: string;
  now: Date;
};

export type DaySlots = { date: string; timezone: string; slotDurationMinutes: number; slots: Slot[] };

/**
 * The slots of a doctor on one date. A doctor who is INACTIVE has none, since none could be booked. One query.
 * @throws AppError RESOURCE_NOT_FOUND; VALIDATION_ERROR for a date more than two years away.
 */
export async function getSlots(db: TenantDatabase, tenant: Tenant, request: SlotsRequest): Promise<DaySlots> {
  const { doctorId, hospitalTimezone, now } = request;
  const { earliest, latest } = calendarBounds(now);
  if (request.date !== null && (request.date < earliest || request.date > latest)) {
    throw invalidField('date', 'Must not be more than two years from today.');
  }
  // The doctor's zone is not known yet: tomorrow there is today, tomorrow or the day after by UTC.
  const today = now.toISOString().slice(0, 10);
  const dates = { from: request.date ?? today, until: request.date ?? addDays(today, 2) };
  const { status, availability, busy } = await readCalendar(db, tenant, { doctorId, hospitalTimezone, dates });
  const { timezone, slotDurationMinutes } = availability;
  const date = request.date ?? addDays(localDate(now, timezone), 1);
  const slots = status === 'ACTIVE' ? daySlots(date, availability, busy, now) : [];
  return { date, timezone, slotDurationMinutes, slots };
}
