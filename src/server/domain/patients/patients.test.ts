import { describe, expect, it } from 'vitest';
import { ageOn } from './age';
import { searchPatterns } from './search-patterns';

describe('ageOn', () => {
  it.each([
    ['1985-04-12', '2026-04-11', 40],
    ['1985-04-12', '2026-04-12', 41],
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2026-06-01', '2026-06-01', 0],
  ])('of %s on %s is %i', (birth, day, age) => expect(ageOn(birth, day)).toBe(age));
});

describe('searchPatterns', () => {
  it('searches anywhere from three characters on, folded', () => {
    expect(searchPatterns('  ASHA  Menon ', 'IN')).toEqual({ anywhere: ['%asha menon%'], beginning: [] });
  });
  it('searches by the beginning below that, phones with their country too', () => {
    expect(searchPatterns('As', 'IN')).toEqual({ anywhere: [], beginning: ['as%'] });
    expect(searchPatterns('98', 'IN').beginning).toEqual(['98%', '+98%', '+9198%']);
  });
  it('does not take the trunk prefix alone for every number of the country', () => {
    expect(searchPatterns('0', 'IN').beginning).toEqual(['0%', '+0%']);
  });
  it('takes punctuation and the trunk prefix out of phones', () => {
    expect(searchPatterns('+91 98765-43210', 'IN').anywhere).toContain('%919876543210%');
    expect(searchPatterns('098765 43210', 'IN').anywhere).toContain('%9876543210%');
  });
  it('takes %, _ and \\ for themselves', () => {
    expect(searchPatterns('50%_\\x', 'IN').anywhere).toEqual(['%50\\%\\_\\\\x%']);
  });
});
