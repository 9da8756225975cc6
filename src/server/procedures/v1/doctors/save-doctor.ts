import type { DoctorFields } from '@/server/domain/doctors/doctor';
import { updateDoctor } from '@/server/domain/doctors/update-doctor';
import type { Context } from '@/server/procedures/context';
import type { V1Caller } from '../caller';
import { showDoctor } from './doctor.schema';

type SaveContext = V1Caller & Pick<Context, 'audit' | 'request' | 'requireMatch' | 'commit'>;

/** Commits changes of a doctor, by PUT or by PATCH, and shows the row. */
export function saveDoctor(ctx: SaveContext, id: string, changes: Partial<DoctorFields>) {
  const { tenant, mayRead, principal } = ctx;
  ctx.audit.targetType = 'doctor';
  ctx.audit.targetId = id;
  ctx.audit.changes = { fields: Object.keys(changes) };
  return ctx.commit(tenant, async (tx) => {
    const scope = { tenant, country: principal.hospital.country, mayRead, now: ctx.request.receivedAt };
    const check = (current: Parameters<typeof showDoctor>[0]) => ctx.requireMatch(showDoctor(current));
    return showDoctor(await updateDoctor(tx, scope, id, changes, check));
  });
}
