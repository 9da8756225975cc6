import type { Transaction } from '@/server/db/prisma-client';
import { newId } from '@/server/kernel/new-id';
import type { DateOverride } from './availability';
import { midnight } from './local-time';
import { toStored } from './stored-windows';
import type { WindowChanges } from './week';

/** Whose calendar is written, and when. */
type Calendar = { hospitalId: string; doctorId: string; now: Date };

/** Carries out the changes; what is removed first, since windows of a day must be apart (constraint). @returns was there any? */
export async function writeWindows(tx: Transaction, calendar: Calendar, changes: WindowChanges): Promise<boolean> {
  const { hospitalId, doctorId, now } = calendar;
  const { removed, switchedOn, switchedOff, added } = changes;
  if (removed.length > 0) await tx.availabilityWindow.deleteMany({ where: { hospitalId, id: { in: removed } } });
  for (const [ids, isAvailable] of [[switchedOn, true] as const, [switchedOff, false] as const]) {
    if (ids.length === 0) continue;
    const where = { hospitalId, id: { in: ids } };
    await tx.availabilityWindow.updateMany({ where, data: { isAvailable, updatedAt: now } });
  }
  if (added.length > 0) {
    const own = { hospitalId, doctorId, createdAt: now, updatedAt: now };
    await tx.availabilityWindow.createMany({ data: added.map((window) => ({ ...window, ...own, id: newId() })) });
  }
  return removed.length + switchedOn.length + switchedOff.length + added.length > 0;
}

/** Carries out the changes; one of a date at a time (unique). @returns was there any? */
export async function writeOverrides(
  tx: Transaction,
  { hospitalId, doctorId, now }: Calendar,
  { removedDates, added }: { removedDates: string[]; added: DateOverride[] },
): Promise<boolean> {
  if (removedDates.length > 0) {
    const where = { hospitalId, doctorId, date: { in: removedDates.map(midnight) } };
    await tx.availabilityOverride.deleteMany({ where });
  }
  if (added.length > 0) {
    const data = added.map(({ date, windows, ...rest }) => ({
      ...rest,
      hospitalId,
      doctorId,
      id: newId(),
      date: midnight(date),
      ...(windows && { windows: toStored(windows) }),
      createdAt: now,
    }));
    await tx.availabilityOverride.createMany({ data });
  }
  return removedDates.length + added.length > 0;
}
