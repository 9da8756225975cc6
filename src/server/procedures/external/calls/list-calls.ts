import { listCalls } from '@/server/domain/calls/list-calls';
import { documented } from '@/server/procedures/documented';
import { showCall } from '@/server/procedures/schemas/call';
import { toList } from '@/server/procedures/schemas/list';
import { keyProcedure } from '@/server/procedures/trpc';
import { callList, listCallsInput } from './call.schema';

export const listCallsProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'calls:read' },
    rateClass: 'standard',
    audit: { action: 'call.list', fieldGroup: 'record' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/calls',
      operationId: 'listCalls',
      tags: ['Calls'],
      summary: 'List calls',
      description:
        'Calls of the hospital, newest first, each with its transcript. A branch-locked key sees its branch and calls without ' +
        'one; a `branch_id` is then ignored.',
    },
  })
  .input(listCallsInput)
  .output(documented(callList))
  .query(async ({ ctx, input }) => {
    const filters = {
      patientId: input.patient_id ?? null,
      branchId: input.branch_id ?? null,
      agentType: input.agent_type ?? null,
      startDate: input.start_date ?? null,
      endDate: input.end_date ?? null,
    };
    const { timezone } = ctx.principal.hospital;
    const request = { page: input.page, limit: input.limit, cursor: input.cursor ?? null };
    const page = await listCalls(ctx.services.db, ctx.tenant, filters, request, timezone);
    ctx.audit.patientIds = [...new Set(page.rows.flatMap(({ patientId }) => patientId ?? []))];
    return toList(page, input, (row) => showCall(row, row.timezone));
  });
