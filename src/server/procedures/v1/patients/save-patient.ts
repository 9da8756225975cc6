import { type PatientChanges, updatePatient } from '@/server/domain/patients/update-patient';
import { localDate } from '@/server/kernel/zoned-time';
import type { Commit, Context } from '@/server/procedures/context';
import type { V1Caller } from '../caller';
import { showPatient } from './patient.schema';

type SaveContext = V1Caller & Pick<Context, 'audit' | 'request' | 'requireMatch'> & { commit: Commit };

/** Commits changes of a patient, by PUT or by PATCH, and shows the row as the caller may see it. */
export function savePatient(ctx: SaveContext, id: string, changes: PatientChanges): Promise<ReturnType<typeof showPatient>> {
  const { tenant, mayRead, reach, mask } = ctx;
  const { hospital } = ctx.principal;
  const now = ctx.request.receivedAt;
  ctx.audit.targetType = 'patient';
  ctx.audit.targetId = id;
  ctx.audit.changes = { fields: Object.keys(changes) };
  return ctx.commit(tenant, async (tx) => {
    const scope = { tenant, country: hospital.country, mayRead, reach, now, today: localDate(now, hospital.timezone) };
    const patient = await updatePatient(tx, scope, id, changes, (current) => ctx.requireMatch(showPatient(current, mask)));
    ctx.audit.patientIds = [patient.id];
    return showPatient(patient, mask);
  });
}
