import { z } from 'zod';
import type { DayWindow } from './availability';
import { DAY_SECONDS } from './local-time';

const second = z.int().min(0).max(DAY_SECONDS);
const storedWindows = z.array(z.object({ start_second: second, end_second: second })).nullable();

/** The windows of an override from their column, `availability_overrides.windows`; null: the weekly ones. */
export function fromStored(column: unknown): DayWindow[] | null {
  const list = storedWindows.parse(column);
  return list?.map(({ start_second, end_second }) => ({ startSecond: start_second, endSecond: end_second })) ?? null;
}

/** The column of such windows. */
export function toStored(windows: readonly DayWindow[]): { start_second: number; end_second: number }[] {
  return windows.map(({ startSecond, endSecond }) => ({ start_second: startSecond, end_second: endSecond }));
}
