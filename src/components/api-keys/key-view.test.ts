import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, type KeyView, PAGE_SIZE, pageOf, viewKeys } from './key-view';
import { testRow } from './test-rows';

const rows = [
  testRow({ name: 'Nyra CRM', key: 'nyra_Abc', requests_today: 5, last_used_at: '2026-02-01T10:00:00Z' }),
  testRow({ name: 'billing server', kind: 'server', key: 'sk_live_…9xYz', requests_today: 70 }),
  testRow({ name: null, key: 'other_1', environment: 'test', status: 'disabled', last_used_at: '2026-02-03T10:00:00Z' }),
  testRow({ name: 'Nyra sandbox', environment: 'test', status: 'revoked' }),
];
const names = (view: Partial<KeyView>) => viewKeys(rows, { ...DEFAULT_VIEW, ...view }).map(({ name }) => name);

describe('viewKeys', () => {
  it('shows all, newest first, to begin with', () => {
    expect(names({})).toEqual(['Nyra sandbox', null, 'billing server', 'Nyra CRM']);
  });

  it.each<[string, Partial<KeyView>, (string | null)[]]>([
    ['a word in any case', { q: 'NYRA' }, ['Nyra sandbox', 'Nyra CRM']],
    ['every word, in any order', { q: '  crm   nyra ' }, ['Nyra CRM']],
    ['a part of the key', { q: '9xyz' }, ['billing server']],
    ['the name that an unnamed key is shown with', { q: 'unnamed' }, [null]],
    ['nothing', { q: 'apollo' }, []],
    ['a status', { status: 'disabled' }, [null]],
    ['a kind', { kind: 'server' }, ['billing server']],
    ['an environment', { environment: 'test' }, ['Nyra sandbox', null]],
    ['several at once', { environment: 'test', status: 'revoked', q: 'nyra' }, ['Nyra sandbox']],
  ])('finds %s', (_, view, expected) => expect(names(view)).toEqual(expected));

  it('sorts names without regard to case', () => {
    expect(names({ sort: 'name', direction: 'ascending' })).toEqual(['billing server', 'Nyra CRM', 'Nyra sandbox', null]);
  });

  it('sorts by use, the unused ones last and newest first', () => {
    expect(names({ sort: 'last_used_at' })).toEqual([null, 'Nyra CRM', 'Nyra sandbox', 'billing server']);
    expect(names({ sort: 'requests_today' })).toEqual(['billing server', 'Nyra CRM', 'Nyra sandbox', null]);
  });

  it('leaves the rows that it was given as they were', () => {
    const before = [...rows];
    names({ sort: 'name', direction: 'ascending' });
    expect(rows).toEqual(before);
  });
});

describe('pageOf', () => {
  const many = Array.from({ length: PAGE_SIZE * 2 + 1 }, () => testRow());

  it('cuts pages', () => {
    expect(pageOf(many, 1).rows).toHaveLength(PAGE_SIZE);
    expect(pageOf(many, 3).rows).toEqual(many.slice(-1));
  });

  it('shows the last page for one beyond the end, and an empty first one for no rows', () => {
    expect(pageOf(many, 9).page).toBe(3);
    expect(pageOf([], 4)).toEqual({ page: 1, rows: [] });
  });
});
