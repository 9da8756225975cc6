import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import { type RecordScope, requireOwnSchedule } from '@/server/domain/access/record-scope';
import { lockDoctors } from '@/server/domain/appointments/lock-doctors';
import { unlessOverlapping } from '@/server/domain/appointments/savepoint';
import { lockDoctor } from '@/server/domain/doctors/read-doctor';
import { AppError, invalidField, notFound } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import type { Schedule, ScheduleFields } from './schedule';
import { MAX_DAY_WINDOWS } from './week';

export type ScheduleScope = { tenant: Tenant; reach: RecordScope; now: Date };

/** @throws AppError VALIDATION_ERROR */
export function checkHours({ startSecond, endSecond }: Pick<ScheduleFields, 'startSecond' | 'endSecond'>): void {
  if (startSecond >= endSecond) throw invalidField('end_time', 'Must be after the start.');
}

/**
 * Locks the doctors' calendars to change them: a booking under way comes before it or after it, never between.
 * @throws AppError FORBIDDEN for another doctor's than the caller's own, and behind a branch lock for a doctor of no branch;
 *   RESOURCE_NOT_FOUND.
 */
export async function lockCalendars(
  tx: Transaction,
  { tenant, reach, now }: ScheduleScope,
  doctorIds: readonly string[],
): Promise<void> {
  const { hospitalId } = tenant;
  for (const id of doctorIds) requireOwnSchedule(reach, id);
  const ids = [...new Set(doctorIds)].sort();
  await lockDoctors(tx, hospitalId, ids);
  for (const id of ids) await lockDoctor(tx, tenant, id);
  await tx.doctor.updateMany({ where: { hospitalId, id: { in: ids } }, data: { availabilityAt: now } });
}

/** A schedule as it is, within the transaction. @throws AppError RESOURCE_NOT_FOUND */
export async function readSchedule(tx: Transaction, hospitalId: string, id: string): Promise<Schedule> {
  const row = await tx.availabilityWindow.findFirst({ where: { hospitalId, id }, omit: { hospitalId: true } });
  if (!row) throw notFound('Schedule');
  return row;
}

/**
 * Writes the schedule: a new one where `id` is null. To be called under lockCalendars.
 * @throws AppError CONFLICT if it overlaps another one of the doctor's day, or the day has as many as it may.
 */
export async function saveSchedule(
  tx: Transaction,
  hospitalId: string,
  id: string | null,
  fields: ScheduleFields,
  now: Date,
): Promise<Schedule> {
  const { doctorId, dayOfWeek } = fields;
  const others = await tx.availabilityWindow.count({
    where: { hospitalId, doctorId, dayOfWeek, ...(id !== null && { id: { not: id } }) },
  });
  if (others >= MAX_DAY_WINDOWS) throw conflict(`The doctor has ${MAX_DAY_WINDOWS} schedules on this day already.`);
  const row = { ...fields, updatedAt: now };
  const saved = await unlessOverlapping(tx, () =>
    id === null
      ? tx.availabilityWindow.create({ data: { ...row, hospitalId, id: newId(), createdAt: now } })
      : tx.availabilityWindow.update({ where: { hospitalId_id: { hospitalId, id } }, data: row }),
  );
  if (!saved) throw conflict('It overlaps another schedule of the doctor on this day.');
  return saved;
}

function conflict(message: string): AppError {
  return new AppError('CONFLICT', { message });
}
