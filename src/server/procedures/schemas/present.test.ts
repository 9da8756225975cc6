import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instant } from './fields';
import { presenter } from './present';

const show = presenter(
  z.object({
    id: z.string(),
    branch_id: z.string().nullable(),
    created_at: instant().meta({ example: 'x' }),
    ended_at: instant().nullable(),
  }),
);

describe('presenter', () => {
  it('writes the names of the schema and instants with the offset of the zone', () => {
    const row = { id: 'a', branchId: null, createdAt: new Date('2026-01-01T00:00:00Z'), endedAt: null };
    expect(show(row, 'Asia/Kolkata')).toEqual({
      id: 'a',
      branch_id: null,
      created_at: '2026-01-01T05:30:00.000+05:30',
      ended_at: null,
    });
  });

  it('leaves out what the schema does not name', () => {
    const row = { id: 'a', branchId: 'b', createdAt: new Date(0), endedAt: new Date(0), passwordHash: 'secret' };
    expect(JSON.stringify(show(row, 'UTC'))).not.toContain('secret');
  });
});
