import { z } from 'zod';
import type { DoctorAvailability } from '@/server/domain/availability/doctor-availability';
import { formatTimeOfDay } from '@/server/domain/availability/local-time';
import { MAX_DAY_WINDOWS, weekOf } from '@/server/domain/availability/week';
import type { HospitalInfo } from '@/server/kernel/principal';
import { formatInstant } from '@/server/kernel/zoned-time';
import { idOf, instant, shownLine, timeZone, uuid } from '@/server/procedures/schemas/fields';
import { amountInput, currencyInput, shownAmount, shownCurrency } from '@/server/procedures/schemas/money';
import { shownTime, weekday } from '@/server/procedures/schemas/times';
import { MAX_OVERRIDES, overridesInput, weekInput } from './week.schema';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

const window = z
  .object({
    start_time: shownTime().meta({ example: '09:00:00' }),
    end_time: shownTime().meta({ description: '00:00:00 is midnight at the end of the day.', example: '13:00:00' }),
  })
  .meta({ id: 'AvailabilityWindow', description: "A stretch of a day on the doctor's clock; the end is not part of it." });

const windows = z.array(window).max(MAX_DAY_WINDOWS);

/** A doctor's availability as the External surface writes it (contract section 6). */
export const availabilityRow = z
  .object({
    doctor_id: uuid().meta({ example: EXAMPLE_ID }),
    timezone: timeZone().meta({ description: "Of the doctor's branch, else of the hospital.", example: 'Asia/Kolkata' }),
    slot_duration_minutes: z.int().min(5).max(480).meta({ example: 30 }),
    consultation_fee: shownAmount().nullable().meta({ description: "The doctor's `op_fee`.", example: 800 }),
    currency: shownCurrency().meta({ description: 'ISO 4217.', example: 'INR' }),
    weekly_schedule: z
      .array(
        z
          .object({ day_of_week: weekday(), is_available: z.boolean().meta({ example: true }), windows })
          .meta({ id: 'DayAvailability', description: 'One day of every week.' }),
      )
      .max(7)
      .meta({ description: 'All seven days.' }),
    overrides: z
      .array(
        z
          .object({
            date: z.iso.date().meta({ example: '2026-12-25' }),
            is_available: z.boolean().meta({ example: false }),
            windows: windows.nullable().meta({ description: "null: the weekday's.", example: null }),
            reason: shownLine(200).nullable().meta({ example: 'Annual leave' }),
          })
          .meta({ id: 'AvailabilityOverride', description: 'A date on which the week does not hold.' }),
      )
      .max(MAX_OVERRIDES)
      .meta({ description: 'By date.' }),
    updated_at: instant().nullable().meta({ description: 'null: never set here.', example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'DoctorAvailability', description: 'When a doctor works.' });

type Window = { startSecond: number; endSecond: number };

const showWindow = ({ startSecond, endSecond }: Window): z.output<typeof window> => ({
  start_time: formatTimeOfDay(startSecond),
  end_time: formatTimeOfDay(endSecond),
});

/** @param hospital whose currency holds where the doctor has none. */
export function showAvailability(
  availability: DoctorAvailability,
  hospital: Pick<HospitalInfo, 'currency'>,
): z.output<typeof availabilityRow> {
  const { timezone, updatedAt } = availability;
  return {
    doctor_id: availability.doctorId,
    timezone,
    slot_duration_minutes: availability.slotDurationMinutes,
    consultation_fee: availability.consultationFee,
    currency: availability.currency ?? hospital.currency,
    weekly_schedule: weekOf(availability.windows).map((day) => ({
      day_of_week: day.dayOfWeek,
      is_available: day.isAvailable,
      windows: day.windows.map(showWindow),
    })),
    overrides: availability.overrides.map((override) => ({
      date: override.date,
      is_available: override.isAvailable,
      windows: override.windows?.map(showWindow) ?? null,
      reason: override.reason,
    })),
    updated_at: updatedAt && formatInstant(updatedAt, timezone),
  };
}

const doctorId = idOf('doctor').meta({ description: "The doctor's id.", example: EXAMPLE_ID });

export const getAvailabilityInput = z.strictObject({ doctor_id: doctorId });

export const putAvailabilityInput = z.strictObject({
  doctor_id: doctorId,
  slot_duration_minutes: z.int().min(5).max(480).meta({ example: 30 }),
  weekly_schedule: weekInput,
  overrides: overridesInput.optional(),
  consultation_fee: amountInput()
    .nullish()
    .meta({ description: 'Absent: it stays. null: none. At most two decimals.', example: 800 }),
  currency: currencyInput()
    .nullish()
    .meta({ description: "ISO 4217. Absent: it stays. null: the hospital's.", example: 'INR', pattern: '^[A-Z]{3}$' }),
  timezone: shownLine(64).optional().meta({ description: 'As it was read; ignored.', example: 'Asia/Kolkata' }),
  updated_at: shownLine(40)
    .nullish()
    .meta({ description: 'As it was read; ignored.', example: '2026-11-21T10:15:00.000+05:30' }),
});
