import type { DayWindow, WeeklyWindow } from './availability';

/** One weekday as a whole (ISO: 1 Monday to 7 Sunday). Windows of a day that is not available are kept and open nothing. */
export type DayPlan = { dayOfWeek: number; isAvailable: boolean; windows: readonly DayWindow[] };

/** Windows of one day at most: one an hour. */
export const MAX_DAY_WINDOWS = 24;

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * The week that windows make, all seven days. Where some windows of a day are switched off (v1 can do that) and others are
 * not, the day is shown without them.
 */
export function weekOf(windows: readonly WeeklyWindow[]): DayPlan[] {
  return DAYS.map((dayOfWeek) => {
    const all = windows.filter((window) => window.dayOfWeek === dayOfWeek);
    const open = all.filter((window) => window.isAvailable);
    return { dayOfWeek, isAvailable: open.length > 0, windows: byStart(open.length > 0 ? open : all) };
  });
}

/** What is to be done so that windows make another week. */
export type WindowChanges = {
  /** Ids. */
  removed: string[];
  switchedOn: string[];
  switchedOff: string[];
  added: Omit<WeeklyWindow, 'id'>[];
};

/**
 * From the windows that there are to a week: a window with the same hours stays the same one. A day that the week does not
 * have is not available. What weekOf does not show stays unless it is in the way, so that a week that is shown and sent back
 * changes nothing.
 */
export function windowChanges(current: readonly WeeklyWindow[], week: readonly DayPlan[]): WindowChanges {
  const changes: WindowChanges = { removed: [], switchedOn: [], switchedOff: [], added: [] };
  for (const dayOfWeek of DAYS) {
    const plan = week.find((day) => day.dayOfWeek === dayOfWeek) ?? { dayOfWeek, isAvailable: false, windows: [] };
    const existing = current.filter((window) => window.dayOfWeek === dayOfWeek);
    for (const window of existing) addChange(changes, window, plan);
    const fresh = plan.windows.filter((window) => !existing.some((other) => isSame(window, other)));
    changes.added.push(
      ...fresh.map(({ startSecond, endSecond }) => ({ dayOfWeek, startSecond, endSecond, isAvailable: plan.isAvailable })),
    );
  }
  return changes;
}

function addChange(changes: WindowChanges, window: WeeklyWindow, plan: DayPlan): void {
  if (plan.windows.some((wanted) => isSame(wanted, window))) {
    if (plan.isAvailable === window.isAvailable) return;
    (plan.isAvailable ? changes.switchedOn : changes.switchedOff).push(window.id);
    return;
  }
  const notShown = plan.isAvailable && !window.isAvailable;
  if (!notShown || plan.windows.some((wanted) => meet(wanted, window))) changes.removed.push(window.id);
}

function isSame(a: DayWindow, b: DayWindow): boolean {
  return a.startSecond === b.startSecond && a.endSecond === b.endSecond;
}

function meet(a: DayWindow, b: DayWindow): boolean {
  return a.startSecond < b.endSecond && b.startSecond < a.endSecond;
}

/** A copy in order. */
export function byStart(windows: readonly DayWindow[]): DayWindow[] {
  return windows
    .map(({ startSecond, endSecond }) => ({ startSecond, endSecond }))
    .sort((a, b) => a.startSecond - b.startSecond);
}

/** The index of a window that overlaps one that begins before it, or with it; null: they are all apart. Touching is apart. */
export function overlappingWindow(windows: readonly DayWindow[]): number | null {
  const order = [...windows.entries()].sort(([, a], [, b]) => a.startSecond - b.startSecond);
  let end = 0;
  for (const [index, window] of order) {
    if (window.startSecond < end) return index;
    end = window.endSecond;
  }
  return null;
}
