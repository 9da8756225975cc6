import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';
import type { Schedule, ScheduleFields } from './schedule';
import { checkHours, lockCalendars, readSchedule, type ScheduleScope, saveSchedule } from './write-schedule';

/**
 * Adds a weekly window to a doctor's availability; booked appointments stay.
 * @throws AppError VALIDATION_ERROR for an end that is not after the start; CONFLICT for an overlap; FORBIDDEN, RESOURCE_NOT_FOUND
 *   as lockCalendars.
 */
export async function createSchedule(tx: Transaction, scope: ScheduleScope, fields: ScheduleFields): Promise<Schedule> {
  checkHours(fields);
  await lockCalendars(tx, scope, [fields.doctorId]);
  return saveSchedule(tx, scope.tenant.hospitalId, null, fields, scope.now);
}

/**
 * Replaces a schedule, which may go to another doctor.
 * @param check sees it as it is before the change, locked, and may throw (If-Match).
 * @throws as createSchedule.
 */
export async function replaceSchedule(
  tx: Transaction,
  scope: ScheduleScope,
  id: string,
  fields: ScheduleFields,
  check: (schedule: Schedule) => void,
): Promise<Schedule> {
  checkHours(fields);
  check(await lockSchedule(tx, scope, id, [fields.doctorId]));
  return saveSchedule(tx, scope.tenant.hospitalId, id, fields, scope.now);
}

/**
 * Deletes a schedule; booked appointments stay.
 * @returns the schedule as it was.
 * @throws AppError FORBIDDEN, RESOURCE_NOT_FOUND
 */
export async function deleteSchedule(tx: Transaction, scope: ScheduleScope, id: string): Promise<Schedule> {
  const { hospitalId } = scope.tenant;
  const schedule = await lockSchedule(tx, scope, id, []);
  await tx.availabilityWindow.deleteMany({ where: { hospitalId, id } });
  return schedule;
}

/** The calendars are locked before the row is read that decides; between the two it may have gone to another doctor. */
async function lockSchedule(
  tx: Transaction,
  scope: ScheduleScope,
  id: string,
  doctorIds: readonly string[],
): Promise<Schedule> {
  const { hospitalId } = scope.tenant;
  const { doctorId } = await readSchedule(tx, hospitalId, id);
  await lockCalendars(tx, scope, [doctorId, ...doctorIds]);
  const schedule = await readSchedule(tx, hospitalId, id);
  if (schedule.doctorId === doctorId) return schedule;
  throw new AppError('CONFLICT', { message: 'The schedule was given to another doctor at this moment.' });
}
