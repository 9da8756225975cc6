import { listBranches } from '@/server/domain/branches/list-branches';
import { documented } from '@/server/procedures/documented';
import { toList } from '@/server/procedures/schemas/list';
import { keyProcedure } from '@/server/procedures/trpc';
import { branchList, listBranchesInput, showBranch } from './branch.schema';

export const listBranchesProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'branches:read' },
    rateClass: 'standard',
    audit: { action: 'branch.list' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/branches',
      operationId: 'listBranches',
      tags: ['Branches'],
      summary: 'List and search branches',
      description: 'Branches of the hospital, newest first. A branch-locked key sees its own branch only.',
    },
  })
  .input(listBranchesInput)
  .output(documented(branchList))
  .query(async ({ ctx, input }) => {
    const filters = { q: input.q ?? null, status: input.status ?? null };
    const request = { ...input, cursor: input.cursor ?? null };
    const page = await listBranches(ctx.services.db, ctx.tenant, filters, request);
    return toList(page, input, (row) => showBranch(row, ctx.principal.hospital.timezone));
  });
