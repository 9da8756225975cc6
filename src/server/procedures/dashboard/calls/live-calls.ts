import { listLiveCalls } from '@/server/domain/calls/list-live-calls';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '@/server/procedures/hospital/scope';
import { liveCallsInput, showPlacedCall } from './call.schema';
import { patientsOf } from './patients-of';

/** Who is on the phone now. */
export const liveCallsProcedure = administratorProcedure
  .meta({
    surface: 'dashboard',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'call.list', fieldGroup: 'record' },
  })
  .input(liveCallsInput)
  .query(async ({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    const { db } = ctx.services;
    const { timezone } = await db.run(tenant, (client) => readHospital(client, tenant.hospitalId));
    const { rows, total } = await listLiveCalls(db, tenant, timezone, ctx.request.receivedAt);
    ctx.audit.patientIds = patientsOf(rows);
    return { rows: rows.map((row) => showPlacedCall(row, row.timezone)), total };
  });
