import { createBranch } from '@/server/domain/branches/create-branch';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { branchRow, createBranchInput, showBranch } from './branch.schema';

export const createBranchProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'branches:create' },
    rateClass: 'standard',
    audit: { action: 'branch.create' },
    status: 201,
    message: 'Branch created successfully',
    errors: ['FORBIDDEN'],
    openapi: {
      method: 'POST',
      path: '/branches',
      operationId: 'createBranch',
      tags: ['Branches'],
      summary: 'Add a branch',
      description: 'Adds a branch to the hospital. A branch-locked key may not (`FORBIDDEN`): its branch is all that it sees.',
    },
  })
  .input(createBranchInput)
  .output(documented(branchRow))
  .mutation(({ ctx, input }) => {
    const { principal, tenant } = ctx;
    const { timezone, country } = principal.hospital;
    return ctx.commit(tenant, async (tx) => {
      const branch = await createBranch(
        tx,
        { tenant, country, now: ctx.request.receivedAt },
        {
          name: input.name,
          location: input.location ?? null,
          landmark: input.landmark ?? null,
          callerNumber: input.caller_number ?? null,
          outboundNumber: input.outbound_number ?? null,
          status: input.status ?? 'ACTIVE',
          timezone: input.timezone ?? null,
          operatingHours: input.operating_hours ?? [],
        },
      );
      ctx.audit.targetType = 'branch';
      ctx.audit.targetId = branch.id;
      return showBranch(branch, timezone);
    });
  });
