import { describe, expect, it } from 'vitest';
import { isDay, isFiltered, listInput, NEWEST, readView, viewAddress } from './call-view';

const read = (query: string) => readView(new URLSearchParams(query));

describe('readView', () => {
  it('is the newest without anything', () => expect(read('')).toEqual(NEWEST));

  it('comes back from its own address', () => {
    const view = { agent: 'feedback', from: '2026-11-01', to: '2026-11-30', older: 'bWFpbg', newer: null } as const;
    expect(read(viewAddress(view))).toEqual(view);
    expect(viewAddress(NEWEST)).toBe('');
  });

  it.each(['agent=reminder', 'from=2026-02-30', 'to=0002-01-01', 'from=yesterday', 'older=%00', `newer=${'a'.repeat(201)}`])(
    'leaves out %s',
    (query) => expect(read(query)).toEqual(NEWEST),
  );

  it('goes one way', () => expect(read('older=a&newer=b')).toEqual({ ...NEWEST, older: 'a' }));
});

it.each([
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['1899-12-31', false],
  ['2026-1-1', false],
])('isDay %s: %s', (text, expected) => expect(isDay(text)).toBe(expected));

it('a page is no filter', () => {
  expect(isFiltered({ ...NEWEST, older: 'a' })).toBe(false);
  expect(isFiltered({ ...NEWEST, to: '2026-11-01' })).toBe(true);
});

it('asks the server in its own words', () => {
  expect(listInput('h', { ...NEWEST, agent: 'inbound', from: '2026-11-01' })).toEqual({
    hospitalId: 'h',
    agentType: 'inbound',
    startDate: '2026-11-01',
    endDate: null,
    older: null,
    newer: null,
  });
});
