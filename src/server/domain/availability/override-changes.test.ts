import { expect, it } from 'vitest';
import type { DateOverride } from './availability';
import { overrideChanges } from './override-changes';

const hours = (from: number, to: number) => ({ startSecond: from * 3600, endSecond: to * 3600 });
const closed: DateOverride = { date: '2026-12-25', isAvailable: false, windows: null, reason: 'Christmas' };
const short: DateOverride = { date: '2026-12-24', isAvailable: true, windows: [hours(9, 10), hours(11, 12)], reason: null };

it('leaves alone what is the same, in whatever order its windows come, and an empty list is none', () => {
  const wanted = [
    { ...short, windows: [hours(11, 12), hours(9, 10)] },
    { ...closed, windows: [] },
  ];
  expect(overrideChanges([closed, short], wanted)).toEqual({ removedDates: [], added: [] });
});

it('removes what is not wanted, and puts what differs in the place of what there was', () => {
  const later = { ...closed, reason: 'Leave' };
  const other = { ...closed, date: '2027-01-01' };
  expect(overrideChanges([closed, short], [later, other])).toEqual({
    removedDates: ['2026-12-25', '2026-12-24'],
    added: [later, other],
  });
});
