import type { Temporal } from 'temporal-polyfill';
import { DAY_MS, localDate, plus, seconds } from './calendar';
import type { WeekPlan } from './data/doctors';
import type { SeededDoctor } from './make-doctors';
import type { Prng } from './prng';
import type { OverrideRow, WindowRow } from './rows';

/** Seconds since midnight, local. */
export interface Span {
  start: number;
  end: number;
}

/** The weekly windows of a doctor, those that are switched off included. */
export function makeWindows(prng: Prng, { row, profile }: SeededDoctor): WindowRow[] {
  const plan = (week: WeekPlan, isAvailable: boolean): WindowRow[] =>
    spansByDay(week).map(({ day, span }) => ({
      hospitalId: row.hospitalId,
      id: prng.uuid(row.availabilityAt),
      doctorId: row.id,
      dayOfWeek: day,
      startSecond: span.start,
      endSecond: span.end,
      isAvailable,
      createdAt: row.availabilityAt,
      updatedAt: row.availabilityAt,
    }));
  return [...plan(profile.week, true), ...plan(profile.off ?? [], false)];
}

function spansByDay(week: WeekPlan): { day: number; span: Span }[] {
  return week.flatMap(([days, ...windows]) =>
    [...days].flatMap((day) =>
      windows.map((window) => {
        const [start = '', end = ''] = window.split('-');
        return { day: Number(day), span: { start: seconds(start), end: seconds(end) } };
      }),
    ),
  );
}

/** Where a doctor's three exceptions lie, in days from today: one that was, and two to come. */
const EXCEPTIONS = [
  { from: -60, to: -7, kind: 'closed', reasons: ['Sick leave', 'Family function', 'Medical conference'] },
  { from: 5, to: 14, kind: 'short', reasons: ['Teaching in the afternoon', 'Theatre list in the afternoon'] },
  { from: 18, to: 45, kind: 'closed', reasons: ['Annual leave', 'Conference', 'Personal leave'] },
] as const;

const SHORT_DAY = { start_second: seconds('10:00'), end_second: seconds('13:00') };

/** A doctor's exceptions: two days closed and one with other hours, each on a day on which they would work. */
export function makeOverrides(prng: Prng, doctor: SeededDoctor, windows: readonly WindowRow[], now: Date): OverrideRow[] {
  const today = localDate(now, doctor.zone);
  const workdays = new Set(windows.filter((window) => window.isAvailable).map((window) => window.dayOfWeek));
  return EXCEPTIONS.map(({ from, to, kind, reasons }) => {
    let date = today.add({ days: prng.int(from, to) });
    while (!workdays.has(date.dayOfWeek)) date = date.add({ days: 1 });
    // Written some days before it holds.
    const createdAt = plus(now, Math.min(from - 8, -3) * DAY_MS);
    return {
      hospitalId: doctor.row.hospitalId,
      id: prng.uuid(createdAt),
      doctorId: doctor.row.id,
      date: date.toString(),
      isAvailable: kind !== 'closed',
      windows: kind === 'closed' ? null : [SHORT_DAY],
      reason: prng.pick(reasons),
      createdAt,
    };
  });
}

/** When a doctor works on a date: the override if there is one, else the weekday's windows. */
export function spansOn(
  date: Temporal.PlainDate,
  windows: readonly WindowRow[],
  overrides: readonly OverrideRow[],
): readonly Span[] {
  const override = overrides.find((candidate) => candidate.date === date.toString());
  if (override && !override.isAvailable) return [];
  if (override?.windows) return override.windows.map((window) => ({ start: window.start_second, end: window.end_second }));
  return windows
    .filter((window) => window.isAvailable && window.dayOfWeek === date.dayOfWeek)
    .map((window) => ({ start: window.startSecond, end: window.endSecond }));
}
