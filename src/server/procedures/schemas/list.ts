import { z } from 'zod';
import type { Page } from '@/server/domain/lists/page';

/** The `data` of a list on the External and Hospital surfaces (contract section 4). */
export function listOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    total: z.int().min(0).meta({ description: 'Rows in all pages, exact.', example: 1 }),
    results: z.array(row).max(100),
    page: z.int().min(1).max(10_000).meta({ example: 1 }),
    limit: z.int().min(1).max(100).meta({ example: 20 }),
    total_pages: z.int().min(0).meta({ example: 1 }),
    next_cursor: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9_-]+$/)
      .nullable()
      .meta({ description: 'Send it as `cursor` for the rows after these; null at the end.', example: null }),
  });
}

/** A page as the `data` of a list. */
export function toList<Row, Shown>(page: Page<Row>, request: { page: number; limit: number }, show: (row: Row) => Shown) {
  return {
    total: page.total,
    results: page.rows.map(show),
    page: request.page,
    limit: request.limit,
    total_pages: Math.ceil(page.total / request.limit),
    next_cursor: page.nextCursor,
  };
}
