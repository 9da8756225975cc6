import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { lockDoctors } from '@/server/domain/appointments/lock-doctors';
import { lockDoctor } from '@/server/domain/doctors/read-doctor';
import { invalidField } from '@/server/kernel/app-error';
import type { DateOverride } from './availability';
import { calendarBounds } from './calendar-bounds';
import { type DoctorAvailability, readDoctorAvailability } from './doctor-availability';
import { overrideChanges } from './override-changes';
import { type DayPlan, windowChanges } from './week';
import { writeOverrides, writeWindows } from './write-availability';

export type AvailabilityInput = {
  /** 5 to 480. */
  slotDurationMinutes: number;
  /** The whole week: a day that is not here is not available. Windows of a day are apart. */
  week: readonly DayPlan[];
  /** All of them, one of a date; undefined: they stay. */
  overrides: readonly DateOverride[] | undefined;
  /** Undefined stays, null clears. */
  consultationFee: number | null | undefined;
  currency: string | null | undefined;
};

export type AvailabilityScope = { tenant: Tenant; hospital: { timezone: string; currency: string }; now: Date };

/**
 * Says when a doctor works from now on, as a whole; appointments that are booked stay. A booking under way comes before it or
 * after it, never between (lockDoctors). What does not change is not written: windows keep their ids, and where nothing
 * changes `updatedAt` stays too.
 * @param check sees what holds before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN for a doctor of no branch behind a branch lock; VALIDATION_ERROR for an
 *   override over two years ahead.
 */
export async function replaceAvailability(
  tx: Transaction,
  scope: AvailabilityScope,
  doctorId: string,
  input: AvailabilityInput,
  check: (current: DoctorAvailability) => void,
): Promise<DoctorAvailability> {
  const { tenant, hospital, now } = scope;
  const { hospitalId } = tenant;
  const place = { hospitalId, hospitalTimezone: hospital.timezone };
  checkDates(input.overrides ?? [], now);
  await lockDoctors(tx, hospitalId, [doctorId]);
  await lockDoctor(tx, tenant, doctorId);
  const current = await readDoctorAvailability(tx, place, doctorId);
  check(current);
  const windows = windowChanges(current.windows, input.week);
  const overrides = overrideChanges(current.overrides, input.overrides ?? current.overrides);
  const price = priceChanges(current, input, hospital.currency);
  const written = [
    await writeWindows(tx, { hospitalId, doctorId, now }, windows),
    await writeOverrides(tx, { hospitalId, doctorId, now }, overrides),
    price !== null || input.slotDurationMinutes !== current.slotDurationMinutes,
  ];
  if (!written.includes(true)) return current;
  await tx.doctor.update({
    where: { hospitalId_id: { hospitalId, id: doctorId } },
    // The doctor's own record shows fee and currency, and nothing of the rest.
    data: { slotDurationMinutes: input.slotDurationMinutes, availabilityAt: now, ...(price && { ...price, updatedAt: now }) },
    select: { id: true },
  });
  return readDoctorAvailability(tx, place, doctorId);
}

function checkDates(overrides: readonly DateOverride[], now: Date): void {
  const { latest } = calendarBounds(now);
  const far = overrides.findIndex(({ date }) => date > latest);
  if (far >= 0) throw invalidField(`overrides.${far}.date`, 'Must not be more than two years from now.');
}

/** What of fee and currency is another than it was; null: nothing. The hospital's currency sent back is no change. */
function priceChanges(
  current: DoctorAvailability,
  { consultationFee = current.consultationFee, currency = current.currency }: AvailabilityInput,
  hospitalCurrency: string,
): { opFee?: number | null; currency?: string | null } | null {
  const otherFee = consultationFee !== current.consultationFee;
  const otherCurrency = currency !== current.currency && currency !== (current.currency ?? hospitalCurrency);
  if (!otherFee && !otherCurrency) return null;
  return { ...(otherFee && { opFee: consultationFee }), ...(otherCurrency && { currency }) };
}
