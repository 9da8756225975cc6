import { listEndedCalls } from '@/server/domain/calls/list-ended-calls';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '@/server/procedures/hospital/scope';
import { listCallsInput, showPlacedCall } from './call.schema';
import { patientsOf } from './patients-of';

const ROWS = 25;

/** The calls that are over, a page at a time. */
export const listCallsProcedure = administratorProcedure
  .meta({
    surface: 'dashboard',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'call.list', fieldGroup: 'record' },
  })
  .input(listCallsInput)
  .query(async ({ ctx, input: { hospitalId, ...query } }) => {
    const tenant = hospitalScope(ctx, hospitalId);
    const { db } = ctx.services;
    const { timezone } = await db.run(tenant, (client) => readHospital(client, tenant.hospitalId));
    const page = await listEndedCalls(db, tenant, { ...query, limit: ROWS }, timezone, ctx.request.receivedAt);
    ctx.audit.patientIds = patientsOf(page.rows);
    return { ...page, rows: page.rows.map((row) => showPlacedCall(row, row.timezone)) };
  });
