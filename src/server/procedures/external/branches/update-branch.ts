import { updateBranch } from '@/server/domain/branches/update-branch';
import { documented } from '@/server/procedures/documented';
import { changedFields } from '@/server/procedures/schemas/changes';
import { keyProcedure } from '@/server/procedures/trpc';
import { branchRow, showBranch, updateBranchInput } from './branch.schema';

export const updateBranchProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'branches:write' },
    rateClass: 'standard',
    audit: { action: 'branch.update' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/branches/{id}',
      operationId: 'updateBranch',
      tags: ['Branches'],
      summary: 'Change a branch',
      description:
        'Changes the given fields; null clears one. `operating_hours` are replaced as a whole. With `If-Match` only if nobody ' +
        'changed the branch since it was read.',
    },
  })
  .input(updateBranchInput)
  .output(documented(branchRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    const { principal, tenant } = ctx;
    const { timezone, country } = principal.hospital;
    ctx.audit.targetType = 'branch';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    const { operatingHours, ...plain } = changedFields(fields);
    const changes = { ...plain, ...(operatingHours !== undefined && { operatingHours: operatingHours ?? [] }) };
    return ctx.commit(tenant, async (tx) => {
      const scope = { tenant, country, now: ctx.request.receivedAt };
      const branch = await updateBranch(tx, scope, id, changes, (current) => ctx.requireMatch(showBranch(current, timezone)));
      return showBranch(branch, timezone);
    });
  });
