import { z } from 'zod';
import type { DaySlots } from '@/server/domain/availability/get-slots';
import { formatInstant } from '@/server/kernel/zoned-time';
import { day, idOf, instant, timeZone, uuid } from '@/server/procedures/schemas/fields';
import { shownTime } from '@/server/procedures/schemas/times';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
/** Five minutes each, and room for windows of other lengths. */
const MOST_SLOTS = 300;

const slot = z
  .object({
    start_time: shownTime().meta({ description: 'On the clock of `timezone`.', example: '09:30:00' }),
    end_time: shownTime().meta({ example: '10:00:00' }),
    starts_at: instant().meta({ example: '2026-11-24T09:30:00.000+05:30' }),
    status: z
      .enum(['AVAILABLE', 'BOOKED', 'PAST'])
      .meta({ id: 'SlotStatus', description: '`PAST`: it has begun, booked or not.', example: 'AVAILABLE' }),
  })
  .meta({ id: 'Slot', description: 'A time at which the doctor may be booked.' });

/** A doctor's slots of one date as the External surface writes them (contract section 6). */
export const slotsRow = z
  .object({
    doctor_id: uuid().meta({ example: EXAMPLE_ID }),
    date: z.iso.date().meta({ example: '2026-11-24' }),
    timezone: timeZone().meta({ example: 'Asia/Kolkata' }),
    slot_duration_minutes: z.int().min(5).max(480).meta({ example: 30 }),
    total: z.int().min(0).max(MOST_SLOTS).meta({ description: 'Slots of the date.', example: 1 }),
    available: z.int().min(0).max(MOST_SLOTS).meta({ description: 'Of these, AVAILABLE.', example: 1 }),
    slots: z.array(slot).max(MOST_SLOTS),
  })
  .meta({ id: 'DoctorSlots', description: 'The slots of a doctor on one date.' });

export function showSlots(doctorId: string, day: DaySlots): z.output<typeof slotsRow> {
  const local = (instantOf: Date) => formatInstant(instantOf, day.timezone);
  const slots = day.slots.map(({ startsAt, endsAt, status }) => {
    const startsAtText = local(startsAt);
    return { start_time: timeIn(startsAtText), end_time: timeIn(local(endsAt)), starts_at: startsAtText, status };
  });
  return {
    doctor_id: doctorId,
    date: day.date,
    timezone: day.timezone,
    slot_duration_minutes: day.slotDurationMinutes,
    total: slots.length,
    available: slots.filter(({ status }) => status === 'AVAILABLE').length,
    slots,
  };
}

/** The time of day in a local instant's text. */
function timeIn(text: string): string {
  return text.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm:ss'.length);
}

export const getSlotsInput = z.strictObject({
  doctor_id: idOf('doctor').meta({ description: "The doctor's id.", example: EXAMPLE_ID }),
  date: day().optional().meta({
    description: "In the doctor's zone, at most two years away; tomorrow where it is not given.",
    example: '2026-11-24',
  }),
});
