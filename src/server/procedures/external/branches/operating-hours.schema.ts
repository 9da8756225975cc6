import { z } from 'zod';
import { parseEndTime, parseTimeOfDay } from '@/server/domain/availability/local-time';
import { shownTime, timeOfDay, weekday } from '@/server/procedures/schemas/times';

/** One weekday's hours in an answer. */
export const openingHours = z
  .object({
    day_of_week: weekday(),
    is_open: z.boolean().meta({ example: true }),
    start_time: shownTime().nullable().meta({ example: '07:00:00' }),
    end_time: shownTime().nullable().meta({ description: '00:00:00 is midnight at the end of the day.', example: '20:00:00' }),
  })
  .meta({ id: 'OpeningHours', description: 'When a branch is open on one day of the week, on its own clock.' });

const dayInput = z
  .strictObject({
    day_of_week: weekday(),
    is_open: z.boolean().meta({ example: true }),
    start_time: timeOfDay().nullish().meta({ description: 'Needed on a day that is open.', example: '07:00' }),
    end_time: timeOfDay()
      .nullish()
      .meta({ description: 'Needed on a day that is open; 00:00 is midnight at its end.', example: '20:00' }),
  })
  .transform(({ start_time = null, end_time = null, ...day }) => ({ ...day, start_time, end_time }));

type Day = z.output<typeof dayInput>;

/** What is wrong with a day beside its form, by field. */
function faultOf(day: Day): { field: keyof Day; message: string } | null {
  if (!day.is_open) return null;
  if (day.start_time === null) return { field: 'start_time', message: 'Is required on a day that is open.' };
  if (day.end_time === null) return { field: 'end_time', message: 'Is required on a day that is open.' };
  if ((parseTimeOfDay(day.start_time) ?? 0) < (parseEndTime(day.end_time) ?? 0)) return null;
  return { field: 'end_time', message: 'Must be after start_time.' };
}

/** Operating hours in a request: each day at most once; the parsed value is in the order of the week. */
export const operatingHoursInput = z
  .array(dayInput)
  .max(7)
  .superRefine((days, context) => {
    for (const [index, day] of days.entries()) {
      const twice = days.findIndex((other) => other.day_of_week === day.day_of_week) < index;
      const fault = twice ? { field: 'day_of_week', message: 'Must not be given twice.' } : faultOf(day);
      if (fault) context.addIssue({ code: 'custom', path: [index, fault.field], message: fault.message });
    }
  })
  .transform((days) => [...days].sort((a, b) => a.day_of_week - b.day_of_week))
  .meta({ description: 'Each day of the week at most once. They inform, and never refuse a booking.' });
