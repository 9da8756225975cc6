import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, toPage } from './page';

const positions = fc.record({
  createdAt: fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
  id: fc.uuid(),
});

describe('cursor', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(decodeCursor(encodeCursor(position))).toEqual(position);
      }),
    );
  });

  it.each(['', 'x', 'bm90IGEgY3Vyc29y', Buffer.from("0.' OR 1=1").toString('base64url')])('refuses %j by name', (text) => {
    expect(() => decodeCursor(text)).toThrow(
      expect.objectContaining({ code: 'VALIDATION_ERROR', details: [expect.objectContaining({ path: 'cursor' })] }),
    );
  });
});

describe('toPage', () => {
  const rows = Array.from({ length: 3 }, (_, i) => ({ createdAt: new Date(i), id: `00000000-0000-0000-0000-00000000000${i}` }));
  it('tells by the one row too many that there is more', () => {
    const page = toPage(rows, 9, 2);
    expect(page.rows).toHaveLength(2);
    expect(decodeCursor(page.nextCursor ?? '')).toEqual(rows[1]);
  });
  it('has no cursor at the end', () => expect(toPage(rows, 3, 3).nextCursor).toBeNull());
  it('is empty where nothing matches', () => expect(toPage([], 0, 20)).toEqual({ rows: [], total: 0, nextCursor: null }));
});
