import { z } from 'zod';
import { formatTimeOfDay, parseEndTime, parseTimeOfDay } from '@/server/domain/availability/local-time';
import type { Schedule, ScheduleFields } from '@/server/domain/availability/schedule';
import { idOf, instant, typeId } from '@/server/procedures/schemas/fields';
import { shownTime, timeOfDay } from '@/server/procedures/schemas/times';
import { v1ListOf, v1PageFields } from '../list';
import { v1Presenter } from '../present';

const EXAMPLE_ID = 'sch_01k6kf0pvwfm89r7hfd8dmtkjq';
const EXAMPLE_DOCTOR = 'doc_01k6kf0pvwfm89r7hfd8dmtkjq';

/** In the order of ISO: 1 Monday to 7 Sunday. */
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const dayOfWeek = z.enum(DAYS).meta({ id: 'DayOfWeek' });

/** A weekly window of a doctor as v1 writes it (contract section 7). */
export const scheduleRow = z
  .object({
    id: typeId('schedule').meta({ example: EXAMPLE_ID }),
    doctorId: typeId('doctor').meta({ example: EXAMPLE_DOCTOR }),
    dayOfWeek: dayOfWeek.meta({ example: 'monday' }),
    startTime: shownTime().meta({ description: "On the doctor's clock.", example: '09:00:00' }),
    endTime: shownTime().meta({ description: '00:00:00 is midnight at the end of the day.', example: '13:00:00' }),
    isAvailable: z.boolean().meta({ description: 'If not, it is kept and opens nothing.', example: true }),
    createdAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
    updatedAt: instant().meta({ example: '2026-11-21T04:45:00.000Z' }),
  })
  .meta({ id: 'Schedule', description: 'A stretch of one day of every week in which a doctor works.' });

const show = v1Presenter(scheduleRow);

export function showSchedule({ dayOfWeek: iso, startSecond, endSecond, ...row }: Schedule): z.output<typeof scheduleRow> {
  const day = DAYS[iso - 1];
  // CHECK: 1 to 7.
  if (day === undefined) throw new Error(`no day of the week: ${iso}`);
  return show({ ...row, dayOfWeek: day, startTime: formatTimeOfDay(startSecond), endTime: formatTimeOfDay(endSecond) });
}

export const scheduleList = v1ListOf(scheduleRow).meta({ id: 'ScheduleList', description: 'A page of schedules.' });

const scheduleId = idOf('schedule').meta({ description: "The schedule's id.", example: EXAMPLE_ID });
const doctorId = idOf('doctor').meta({ description: 'A doctor of the hospital.', example: EXAMPLE_DOCTOR });

const whole = {
  doctorId,
  dayOfWeek: dayOfWeek.meta({ example: 'monday' }),
  startTime: timeOfDay().meta({ description: "On the doctor's clock.", example: '09:00' }),
  endTime: timeOfDay().meta({
    description: 'After `startTime`; 00:00 is midnight at the end of the day.',
    example: '13:00',
  }),
  isAvailable: z.boolean().meta({ description: 'If not, it is kept and opens nothing.', example: true }),
};

export const addScheduleInput = z.strictObject(whole);

export const replaceScheduleInput = z.strictObject({ id: scheduleId, ...whole });

/** The body as the domain takes it. */
export function scheduleFields(input: z.output<typeof addScheduleInput>): ScheduleFields {
  return {
    doctorId: input.doctorId,
    dayOfWeek: DAYS.indexOf(input.dayOfWeek) + 1,
    // They are times by now; 0 is for the type alone.
    startSecond: parseTimeOfDay(input.startTime) ?? 0,
    endSecond: parseEndTime(input.endTime) ?? 0,
    isAvailable: input.isAvailable,
  };
}

export const findSchedulesInput = z.strictObject({ ...v1PageFields, doctorId: doctorId.optional() });

export const scheduleIdInput = z.strictObject({ id: scheduleId });
