import { dayOfWeek } from './local-time';

/** A stretch of a day on the doctor's clock; seconds since midnight, the end excluded. */
export type DayWindow = { startSecond: number; endSecond: number };

/** ISO day: 1 Monday to 7 Sunday. One that is not available is kept (it is a v1 schedule), but opens nothing. */
export type WeeklyWindow = DayWindow & { id: string; dayOfWeek: number; isAvailable: boolean };

/** A date (`YYYY-MM-DD`) on which the week does not hold: closed, or open at other hours; `windows` null: the weekly ones. */
export type DateOverride = { date: string; isAvailable: boolean; windows: DayWindow[] | null; reason: string | null };

/** When a doctor works. */
export type Availability = {
  /** IANA zone of the doctor's branch, else of the hospital. */
  timezone: string;
  slotDurationMinutes: number;
  windows: readonly WeeklyWindow[];
  /** At least those of the dates that are asked about. */
  overrides: readonly DateOverride[];
};

/** The windows that hold on a date, in their order: the override's if there is one, else the weekday's. */
export function windowsOn(date: string, { windows, overrides }: Pick<Availability, 'windows' | 'overrides'>): DayWindow[] {
  const override = overrides.find((candidate) => candidate.date === date);
  if (override && !override.isAvailable) return [];
  const day = dayOfWeek(date);
  const open = override?.windows ?? windows.filter((window) => window.isAvailable && window.dayOfWeek === day);
  return [...open].sort((a, b) => a.startSecond - b.startSecond);
}
