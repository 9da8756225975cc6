import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeeklyWindow } from './availability';
import { overlappingWindow, weekOf, windowChanges } from './week';

const window = (id: string, dayOfWeek: number, from: number, to: number, isAvailable = true): WeeklyWindow => ({
  id,
  dayOfWeek,
  startSecond: from * 3600,
  endSecond: to * 3600,
  isAvailable,
});
const day = (dayOfWeek: number, isAvailable: boolean, ...hours: [number, number][]) => ({
  dayOfWeek,
  isAvailable,
  windows: hours.map(([from, to]) => ({ startSecond: from * 3600, endSecond: to * 3600 })),
});

describe('weekOf', () => {
  it('has seven days, their windows in order; a day is off where all of its windows are', () => {
    const week = weekOf([window('b', 1, 14, 17), window('a', 1, 9, 12), window('c', 2, 9, 12, false)]);
    expect(week.map(({ dayOfWeek }) => dayOfWeek)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(week.slice(0, 3)).toEqual([day(1, true, [9, 12], [14, 17]), day(2, false, [9, 12]), day(3, false)]);
  });

  it('leaves out what is off beside what is on', () => {
    expect(weekOf([window('a', 1, 9, 12), window('b', 1, 13, 14, false)])[0]).toEqual(day(1, true, [9, 12]));
  });
});

describe('windowChanges', () => {
  const none = { removed: [], switchedOn: [], switchedOff: [], added: [] };
  const current = [window('a', 1, 9, 12), window('b', 1, 14, 17), window('c', 2, 9, 12, false)];

  it('keeps a window with the same hours, and makes and removes the others', () => {
    expect(windowChanges(current, [day(1, true, [9, 12], [13, 17]), day(2, false, [9, 12])])).toEqual({
      ...none,
      removed: ['b'],
      added: [{ dayOfWeek: 1, startSecond: 13 * 3600, endSecond: 17 * 3600, isAvailable: true }],
    });
  });

  it('switches a window on and off as it is', () => {
    expect(windowChanges(current, [day(1, false, [9, 12], [14, 17]), day(2, true, [9, 12])])).toEqual({
      ...none,
      switchedOn: ['c'],
      switchedOff: ['a', 'b'],
    });
  });

  it('empties a day that the week does not have', () => {
    expect(windowChanges(current, [])).toEqual({ ...none, removed: ['a', 'b', 'c'] });
  });

  it('removes a window that is not shown only where it is in the way', () => {
    const mixed = [window('on', 1, 9, 12), window('off', 1, 13, 14, false)];
    expect(windowChanges(mixed, [day(1, true, [10, 12])]).removed).toEqual(['on']);
    expect(windowChanges(mixed, [day(1, true, [9, 12], [12, 14])]).removed).toEqual(['off']);
  });

  /** Windows apart from each other, on and off. */
  const calendars = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 11 })), { selector: String })
    .chain((places) => fc.tuple(...places.map((place) => fc.record({ place: fc.constant(place), on: fc.boolean() }))))
    .map((list) =>
      list.map(({ place: [dayOfWeek, slot], on }) =>
        window(`${dayOfWeek}/${slot}`, dayOfWeek, slot * 2, slot * 2 + 1 + (slot % 2), on),
      ),
    );

  it('does nothing to a week that is shown and sent back', () => {
    fc.assert(
      fc.property(calendars, (windows) => {
        expect(windowChanges(windows, weekOf(windows))).toEqual(none);
      }),
    );
  });

  it('leads to the week that was wanted, with windows that are apart', () => {
    fc.assert(
      fc.property(calendars, calendars, (windows, others) => {
        const wanted = weekOf(others);
        const { removed, switchedOn, switchedOff, added } = windowChanges(windows, wanted);
        const kept = windows
          .filter(({ id }) => !removed.includes(id))
          .map((each) => ({
            ...each,
            isAvailable: switchedOn.includes(each.id) || (each.isAvailable && !switchedOff.includes(each.id)),
          }));
        const result = [...kept, ...added.map((each, index) => ({ ...each, id: `new ${index}` }))];
        expect(weekOf(result)).toEqual(wanted);
        for (const { dayOfWeek } of wanted) {
          expect(overlappingWindow(result.filter((each) => each.dayOfWeek === dayOfWeek))).toBeNull();
        }
      }),
    );
  });
});

describe('overlappingWindow', () => {
  const index = (...hours: [number, number][]) => overlappingWindow(day(1, true, ...hours).windows);
  it.each<[[number, number][], number | null]>([
    [[], null],
    [
      [
        [9, 12],
        [12, 14],
      ],
      null,
    ],
    [
      [
        [12, 14],
        [9, 13],
      ],
      0,
    ],
    [
      [
        [9, 10],
        [9, 10],
      ],
      1,
    ],
    [
      [
        [9, 18],
        [10, 11],
        [12, 13],
      ],
      1,
    ],
  ])('of %j: %s', (hours, expected) => expect(index(...hours)).toBe(expected));
});
