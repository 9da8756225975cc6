import { deletePatient } from '@/server/domain/patients/delete-patient';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { nothing } from '../nothing';
import { deletePatientInput } from './patient.schema';

export const deletePatientProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'patients:write', people: 'patients.delete' },
    rateClass: 'standard',
    audit: { action: 'patient.delete' },
    status: 204,
    errors: ['RESOURCE_NOT_FOUND', 'CANNOT_DELETE'],
    openapi: {
      method: 'DELETE',
      path: '/patients/{id}',
      operationId: 'deletePatient',
      tags: ['Patients'],
      summary: 'Delete a patient',
      description:
        'The patient is on no surface any more, and logins of the patient end at once. With appointments that are still booked ' +
        '(scheduled, confirmed, in progress) it is refused, unless `force` cancels them; those that are over stay as history. A ' +
        'branch-locked key does not delete a patient with booked appointments outside of its branch.',
    },
  })
  .input(deletePatientInput)
  .output(documented(nothing))
  .mutation(({ ctx, input }) => {
    const { tenant, reach } = ctx;
    const { timezone } = ctx.principal.hospital;
    const now = ctx.request.receivedAt;
    ctx.audit.targetType = 'patient';
    ctx.audit.targetId = input.id;
    return ctx.commit(tenant, async (tx) => {
      const scope = { ...tenant, hospitalTimezone: timezone, now, today: localDate(now, timezone), reach };
      const { cancelled, logins } = await deletePatient(tx, scope, input.id, input.force);
      ctx.audit.changes = { cancelled_appointment_ids: cancelled, logins_ended: logins };
      return null;
    });
  });
