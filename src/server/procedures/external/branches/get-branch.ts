import { readBranch } from '@/server/domain/branches/read-branch';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { branchRow, getBranchInput, showBranch } from './branch.schema';

export const getBranchProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'branches:read' },
    rateClass: 'standard',
    audit: { action: 'branch.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/branches/{id}',
      operationId: 'getBranch',
      tags: ['Branches'],
      summary: 'Get a branch',
      description: 'One branch, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(getBranchInput)
  .output(documented(branchRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'branch';
    ctx.audit.targetId = input.id;
    const branch = await ctx.services.db.run(ctx.tenant, (db) => readBranch(db, ctx.tenant.hospitalId, input.id));
    return showBranch(branch, ctx.principal.hospital.timezone);
  });
