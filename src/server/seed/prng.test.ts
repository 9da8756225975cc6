import { describe, expect, it } from 'vitest';
import { Prng } from './prng';

const AT = new Date('2026-11-21T10:00:00.123Z');

describe('Prng', () => {
  it('repeats itself with the same seed, and not with another', () => {
    const draw = (seed: number) =>
      Array.from(
        { length: 20 },
        (
          (prng) => () =>
            prng.bits()
        )(new Prng(seed)),
      );
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('gives a fork the same draws whatever its parent did before', () => {
    const used = new Prng(7);
    used.next();
    expect(used.fork('patients').bits()).toBe(new Prng(7).fork('patients').bits());
    expect(used.fork('patients').bits()).not.toBe(used.fork('doctors').bits());
  });

  it('makes uuids of version 7 that carry their time and differ', () => {
    const prng = new Prng(1);
    const ids = Array.from({ length: 10_000 }, () => prng.uuid(AT));
    expect(new Set(ids).size).toBe(10_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(AT.getTime());
  });

  it('stays within its bounds and follows its weights', () => {
    const prng = new Prng(3);
    const ints = Array.from({ length: 1_000 }, () => prng.int(4, 6));
    expect(new Set(ints)).toEqual(new Set([4, 5, 6]));
    const kinds = Array.from({ length: 1_000 }, () => prng.weighted({ often: 9, rarely: 1, never: 0 }));
    expect(kinds.filter((kind) => kind === 'rarely').length).toBeGreaterThan(50);
    expect(kinds.filter((kind) => kind === 'rarely').length).toBeLessThan(200);
    expect(kinds).not.toContain('never');
    expect(prng.digits(9)).toMatch(/^\d{9}$/);
  });
});
