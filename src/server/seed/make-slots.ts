import { DAY_MS, HOUR_MS, instantOf, localDate, MINUTE_MS, plus } from './calendar';
import { spansOn } from './make-availability';
import type { SeededDoctor } from './make-doctors';
import type { Prng } from './prng';
import type { OverrideRow, WindowRow } from './rows';

/** A time at which a doctor could see somebody. */
export interface Slot {
  startsAt: Date;
  endsAt: Date;
}

export const DAYS_BACK = 365;
export const DAYS_AHEAD = 60;

/** Every slot of a doctor from a year ago to two months ahead, those on leave days left out. */
export function slotsOf(
  doctor: SeededDoctor,
  windows: readonly WindowRow[],
  overrides: readonly OverrideRow[],
  now: Date,
): Slot[] {
  const step = doctor.row.slotDurationMinutes * MINUTE_MS;
  const today = localDate(now, doctor.zone);
  const slots: Slot[] = [];
  for (let day = -DAYS_BACK; day <= DAYS_AHEAD; day++) {
    const date = today.add({ days: day });
    for (const span of spansOn(date, windows, overrides)) {
      const end = instantOf(date, span.end, doctor.zone);
      let startsAt = instantOf(date, span.start, doctor.zone);
      for (let endsAt = plus(startsAt, step); endsAt <= end; endsAt = plus(startsAt, step)) {
        slots.push({ startsAt, endsAt });
        startsAt = endsAt;
      }
    }
  }
  return slots;
}

/**
 * So many of the slots, in order of time: the nearer to `now`, the likelier, so that this week is busy; and the next hours
 * nearly full, so that a fresh demo has something to show whatever the hour.
 */
export function chooseSlots(prng: Prng, slots: readonly Slot[], count: number, now: Date): Slot[] {
  const keyed = slots.map((slot) => ({ slot, key: -Math.log(1 - prng.next()) / weightOf(slot, now) }));
  keyed.sort((a, b) => a.key - b.key);
  return keyed
    .slice(0, count)
    .map(({ slot }) => slot)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

function weightOf({ startsAt }: Slot, now: Date): number {
  const away = startsAt.getTime() - now.getTime();
  if (away >= 0 && away < 6 * HOUR_MS) return 8;
  return away < 0 ? Math.exp(away / (120 * DAY_MS)) : Math.exp(-away / (14 * DAY_MS));
}
