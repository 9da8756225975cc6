import { z } from 'zod';
import type { Page } from '@/server/domain/lists/page';
import { pageFields } from '@/server/procedures/schemas/fields';

/** The page of a v1 list; deep paging by cursor is the other surfaces'. */
export const v1PageFields = {
  page: pageFields.page.meta({ description: 'Page, from 1 to 10,000.', example: 1 }),
  limit: pageFields.limit,
};

/** One schema of all lists, so that a generated client has one type. */
const pagination = z
  .object({
    page: z.int().min(1).max(10_000).meta({ example: 1 }),
    limit: z.int().min(1).max(100).meta({ example: 20 }),
    totalPages: z.int().min(0).meta({ example: 1 }),
    totalItems: z.int().min(0).meta({ description: 'Rows in all pages, exact.', example: 1 }),
  })
  .meta({ id: 'Pagination', description: 'Where the page stands in the list.' });

/** What a procedure with `shape: 'list'` returns on v1; the envelope puts `results` and `pagination` beside `success`. */
export function v1ListOf<Row extends z.ZodType>(row: Row) {
  return z.object({ results: z.array(row).max(100), pagination });
}

/** A page as v1 shows it. */
export function toV1List<Row, Shown>(
  page: Page<Row>,
  { page: number, limit }: { page: number; limit: number },
  show: (row: Row) => Shown,
) {
  return {
    results: page.rows.map(show),
    pagination: { page: number, limit, totalPages: Math.ceil(page.total / limit), totalItems: page.total },
  };
}
