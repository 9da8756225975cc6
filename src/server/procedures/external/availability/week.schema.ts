import { z } from 'zod';
import { parseEndTime, parseTimeOfDay } from '@/server/domain/availability/local-time';
import { MAX_DAY_WINDOWS, overlappingWindow } from '@/server/domain/availability/week';
import { day, line } from '@/server/procedures/schemas/fields';
import { timeOfDay, weekday } from '@/server/procedures/schemas/times';

/** More than every day of a year. */
export const MAX_OVERRIDES = 400;

const windowInput = z
  .strictObject({
    start_time: timeOfDay().meta({ example: '09:00' }),
    end_time: timeOfDay().meta({
      description: 'After `start_time`; 00:00 is midnight at the end of the day.',
      example: '13:00',
    }),
  })
  // The times are times by now; 0 is for the type alone.
  .transform(({ start_time, end_time }) => ({
    startSecond: parseTimeOfDay(start_time) ?? 0,
    endSecond: parseEndTime(end_time) ?? 0,
  }))
  .superRefine(({ startSecond, endSecond }, context) => {
    if (startSecond >= endSecond)
      context.addIssue({ code: 'custom', path: ['end_time'], message: 'Must be after start_time.' });
  });

const windowsInput = z
  .array(windowInput)
  .max(MAX_DAY_WINDOWS)
  .superRefine((windows, context) => {
    const index = overlappingWindow(windows);
    if (index === null) return;
    context.addIssue({ code: 'custom', path: [index], message: 'Must not overlap another window of the day.' });
  });

const NEEDS_WINDOW = 'Must have a window on a day that is available.';

const dayInput = z
  .strictObject({
    day_of_week: weekday(),
    is_available: z.boolean().meta({ example: true }),
    windows: windowsInput.optional().meta({
      description: 'Apart from each other; they may touch. Needed on a day that is available; on another one kept, and closed.',
    }),
  })
  .transform(({ day_of_week, is_available, windows = [] }) => ({
    dayOfWeek: day_of_week,
    isAvailable: is_available,
    windows,
  }))
  .superRefine(({ isAvailable, windows }, context) => {
    if (isAvailable && windows.length === 0) context.addIssue({ code: 'custom', path: ['windows'], message: NEEDS_WINDOW });
  });

/** The week in a request, as the domain takes it. */
export const weekInput = z
  .array(dayInput)
  .max(7)
  .superRefine((days, context) => refuseTwice(days, 'day_of_week', (each) => each.dayOfWeek, context))
  .meta({ description: 'The whole week, each day at most once: a day that is not here is not available.' });

const overrideInput = z
  .strictObject({
    date: day().meta({ description: 'At most two years from now.', example: '2026-12-25' }),
    is_available: z.boolean().meta({ example: false }),
    windows: windowsInput.nullish().meta({
      description:
        "The hours of that date; null or absent: the weekday's. On a date that is not available they are kept, and closed.",
    }),
    reason: line(200).nullish().meta({ example: 'Annual leave' }),
  })
  .transform(({ date, is_available, windows = null, reason = null }) => ({
    date,
    isAvailable: is_available,
    windows,
    reason,
  }))
  .superRefine(({ isAvailable, windows }, context) => {
    if (isAvailable && windows?.length === 0) context.addIssue({ code: 'custom', path: ['windows'], message: NEEDS_WINDOW });
  });

/** The overrides in a request, as the domain takes them. */
export const overridesInput = z
  .array(overrideInput)
  .max(MAX_OVERRIDES)
  .superRefine((overrides, context) => refuseTwice(overrides, 'date', (each) => each.date, context))
  .meta({ description: 'All of them, each date at most once. Absent: they stay. An empty list: none.' });

/** The second of two entries with one value is at fault. */
function refuseTwice<Entry>(
  entries: readonly Entry[],
  field: string,
  keyOf: (entry: Entry) => unknown,
  context: z.RefinementCtx,
): void {
  const seen = new Set<unknown>();
  for (const [index, entry] of entries.entries()) {
    const value = keyOf(entry);
    if (seen.has(value)) context.addIssue({ code: 'custom', path: [index, field], message: 'Must not be given twice.' });
    seen.add(value);
  }
}
