import { describe, expect, it } from 'vitest';
import { conditionsOf, equals, filterText, ofBranch, singleValued } from './conditions';
import { localDays } from './local-days';
import { namePatterns } from './search-patterns';

const free = { hospitalId: 'h', branchId: null };
const locked = { hospitalId: 'h', branchId: 'north' };

describe('conditionsOf', () => {
  it('begins with the hospital, numbers its parameters, and leaves out what is not asked for', () => {
    const conditions = conditionsOf(free, [equals('status', 'ACTIVE'), equals('doctor_id', null), equals('patient_id', 'p')]);
    expect(filterText('a', conditions)).toBe('a.hospital_id = $1 AND a.status = $2 AND a.patient_id = $3');
    expect([conditions.name, conditions.values]).toEqual(['hsp', ['h', 'ACTIVE', 'p']]);
  });

  it('gives combinations of different texts different names', () => {
    const several = [{ column: 'status', anyOf: ['a', 'b'] }];
    const names = [
      conditionsOf(free, several),
      conditionsOf(free, [equals('status', 'a')]),
      conditionsOf(locked, [...several, ofBranch(locked, null, true)]),
      conditionsOf(locked, [...several, ofBranch(locked, null, false)]),
      conditionsOf(free, several, { from: null, until: new Date(0) }),
    ].map(({ name }) => name);
    expect(names).toEqual(['hs2', 'hs', 'hs2b2n', 'hs2b', 'hs2/days']);
  });

  it('takes a span without an end as one to the end of time', () => {
    const until = new Date(0);
    const { span, values } = conditionsOf(free, [], { from: null, until });
    expect(span).toEqual({ from: '$2::timestamptz', until: '$3::timestamptz' });
    expect(values).toEqual(['h', '-infinity', until]);
  });
});

describe('ofBranch', () => {
  it('lets the lock win over the filter, with rows of no branch where they are seen', () => {
    expect(ofBranch(free, null, true)).toBeNull();
    expect(ofBranch(free, 'south', true)).toEqual({ column: 'branch_id', anyOf: ['south'] });
    expect(ofBranch(locked, 'south', false)).toEqual({ column: 'branch_id', anyOf: ['north'] });
    const conditions = conditionsOf(locked, [ofBranch(locked, 'south', true)]);
    expect(filterText('a', conditions)).toBe('a.hospital_id = $1 AND (a.branch_id = $2 OR a.branch_id IS NULL)');
  });
});

it('singleValued gives every row to exactly one selection', () => {
  const conditions = conditionsOf(locked, [{ column: 'status', anyOf: ['a', 'b'] }, ofBranch(locked, null, true)]);
  expect(singleValued(conditions).map((filters) => filterText('a', { filters }))).toEqual([
    'a.hospital_id = $1 AND a.status = $2 AND a.branch_id = $4',
    'a.hospital_id = $1 AND a.status = $2 AND a.branch_id IS NULL',
    'a.hospital_id = $1 AND a.status = $3 AND a.branch_id = $4',
    'a.hospital_id = $1 AND a.status = $3 AND a.branch_id IS NULL',
  ]);
});

describe('localDays', () => {
  it('is from the first instant of the first day to that after the last one, on the clock there', () => {
    expect(localDays('2026-03-29', '2026-03-29', 'Europe/Madrid')).toEqual({
      from: new Date('2026-03-28T23:00:00Z'),
      until: new Date('2026-03-29T22:00:00Z'),
    });
    // A day that begins in a gap of the clocks begins with the gap's end.
    expect(localDays('2018-11-04', null, 'America/Sao_Paulo')).toEqual({ from: new Date('2018-11-04T03:00:00Z'), until: null });
    expect(localDays(null, '2026-12-31', 'Asia/Kolkata')).toEqual({ from: null, until: new Date('2026-12-31T18:30:00Z') });
    expect(localDays(null, null, 'UTC')).toBeNull();
  });
});

describe('namePatterns', () => {
  it('searches anywhere from three characters on, by the beginning below, each sign for itself', () => {
    expect(namePatterns(' Asha  M')).toEqual({ anywhere: ['%asha m%'], beginning: [] });
    expect(namePatterns('5%')).toEqual({ anywhere: [], beginning: ['5\\%%'] });
  });
});
