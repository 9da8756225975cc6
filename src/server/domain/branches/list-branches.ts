import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { conditionsOf, equals } from '@/server/domain/lists/conditions';
import { listRows } from '@/server/domain/lists/list-rows';
import type { ListSource } from '@/server/domain/lists/list-source';
import type { Page, PageRequest } from '@/server/domain/lists/page';
import { namePatterns } from '@/server/domain/lists/search-patterns';
import { BRANCH_COLUMNS, type Branch } from './branch';

export type BranchFilters = { q: string | null; status: string | null };

const SOURCE: ListSource = {
  name: 'branches',
  table: 'branches',
  alias: 'b',
  columns: BRANCH_COLUMNS,
  joins: '',
  only: null,
  search: { call: 'search_branches', finds: 'ids' },
  names: null,
  counters: null,
  narrow: [],
  days: null,
};

/**
 * Branches that the tenant may see, newest first, with the exact total of the filter (lists/list-rows.ts): behind a branch lock
 * the one. `q` is part of a name or location; under three characters its beginning.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listBranches(
  db: TenantDatabase,
  tenant: Tenant,
  filters: BranchFilters,
  request: PageRequest,
): Promise<Page<Branch>> {
  const conditions = conditionsOf(tenant, [equals('status', filters.status)]);
  const patterns = filters.q === null ? null : namePatterns(filters.q);
  return listRows<Branch>(db, tenant, { source: SOURCE, conditions, patterns }, request);
}
