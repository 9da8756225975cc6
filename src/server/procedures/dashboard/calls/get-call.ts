import { followCall } from '@/server/domain/calls/follow-call';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '@/server/procedures/hospital/scope';
import { getCallInput, showPlacedCall, showSaidLine } from './call.schema';
import { patientsOf } from './patients-of';

/** One call as it is now, and what was said in it since the page last asked. */
export const getCallProcedure = administratorProcedure
  .meta({
    surface: 'dashboard',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'call.read', fieldGroup: 'record' },
  })
  .input(getCallInput)
  .query(async ({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    ctx.audit.targetType = 'call';
    ctx.audit.targetId = input.callId;
    const { db } = ctx.services;
    const { timezone } = await db.run(tenant, (client) => readHospital(client, tenant.hospitalId));
    const { call, lines } = await followCall(db, tenant, input.callId, input.after, timezone);
    ctx.audit.patientIds = patientsOf([call]);
    return { call: showPlacedCall(call, call.timezone), lines: lines.map((line) => showSaidLine(line, call.timezone)) };
  });
