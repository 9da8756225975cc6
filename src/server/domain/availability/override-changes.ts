import type { DateOverride } from './availability';
import { byStart } from './week';

/** An override in the one form in which it is stored: windows in order, none at all as null. */
export function plainOverride({ date, isAvailable, windows, reason }: DateOverride): DateOverride {
  return { date, isAvailable, windows: windows && windows.length > 0 ? byStart(windows) : null, reason };
}

/**
 * From the overrides that there are to others. One that differs is removed and added; one that does not is left alone.
 * @param wanted at most one of a date.
 */
export function overrideChanges(
  current: readonly DateOverride[],
  wanted: readonly DateOverride[],
): { removedDates: string[]; added: DateOverride[] } {
  const form = (override: DateOverride) => JSON.stringify(plainOverride(override));
  const [before, after] = [new Set(current.map(form)), new Set(wanted.map(form))];
  return {
    removedDates: current.filter((override) => !after.has(form(override))).map(({ date }) => date),
    added: wanted.filter((override) => !before.has(form(override))).map(plainOverride),
  };
}
