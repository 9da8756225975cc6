import type { Transaction } from '@/server/db/prisma-client';
import { notFound } from '@/server/kernel/app-error';
import type { Availability, DateOverride } from './availability';
import { midnight } from './local-time';
import { fromStored } from './stored-windows';

/** A doctor as far as booking is concerned. */
export type BookableDoctor = {
  id: string;
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  branchId: string | null;
  /** Of the doctor's branch, else of the hospital. */
  timezone: string;
  slotDurationMinutes: number;
};

/** First and last local date, both included, `YYYY-MM-DD`. */
export type DateSpan = { from: string; until: string };

/**
 * The doctor, INACTIVE ones too.
 * @throws AppError RESOURCE_NOT_FOUND for one that does not exist, is deleted, or is not the tenant's to see.
 */
export async function loadBookableDoctor(
  tx: Transaction,
  { hospitalId, hospitalTimezone }: { hospitalId: string; hospitalTimezone: string },
  doctorId: string,
): Promise<BookableDoctor> {
  const row = await tx.doctor.findFirst({
    where: { hospitalId, id: doctorId, deletedAt: null },
    select: {
      id: true,
      name: true,
      status: true,
      branchId: true,
      slotDurationMinutes: true,
      branch: { select: { timezone: true } },
    },
  });
  if (!row) throw notFound('Doctor');
  const { branch, status, ...doctor } = row;
  return { ...doctor, status: status as BookableDoctor['status'], timezone: branch?.timezone ?? hospitalTimezone };
}

/** When the doctor works, with the overrides of the given dates; null: of all. Two queries. */
export async function loadAvailability(
  tx: Transaction,
  hospitalId: string,
  doctor: Pick<BookableDoctor, 'id' | 'timezone' | 'slotDurationMinutes'>,
  dates: DateSpan | null,
): Promise<Availability> {
  const windows = await tx.availabilityWindow.findMany({
    where: { hospitalId, doctorId: doctor.id },
    select: { id: true, dayOfWeek: true, startSecond: true, endSecond: true, isAvailable: true },
    orderBy: [{ dayOfWeek: 'asc' }, { startSecond: 'asc' }],
  });
  const overrides = await tx.availabilityOverride.findMany({
    where: {
      hospitalId,
      doctorId: doctor.id,
      ...(dates && { date: { gte: midnight(dates.from), lte: midnight(dates.until) } }),
    },
    select: { date: true, isAvailable: true, windows: true, reason: true },
    orderBy: { date: 'asc' },
  });
  return {
    timezone: doctor.timezone,
    slotDurationMinutes: doctor.slotDurationMinutes,
    windows,
    overrides: overrides.map(({ date, ...rest }): DateOverride => {
      return { ...rest, date: date.toISOString().slice(0, 10), windows: fromStored(rest.windows) };
    }),
  };
}

/**
 * Has anybody ever said when the doctor works: any window or override at all, on whatever date? Only then is a time refused
 * as outside of it. Asks the database only where `loaded` holds neither.
 */
export async function hasAvailability(
  tx: Transaction,
  hospitalId: string,
  doctorId: string,
  loaded: Availability,
): Promise<boolean> {
  if (loaded.windows.length > 0 || loaded.overrides.length > 0) return true;
  const any = await tx.availabilityOverride.findFirst({ where: { hospitalId, doctorId }, select: { id: true } });
  return any !== null;
}
