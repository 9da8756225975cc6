import { deleteDoctor } from '@/server/domain/doctors/delete-doctor';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { nothing } from '../nothing';
import { deleteDoctorInput } from './doctor.schema';

export const deleteDoctorProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:write', people: 'doctors.delete' },
    rateClass: 'standard',
    audit: { action: 'doctor.delete' },
    status: 204,
    errors: ['RESOURCE_NOT_FOUND', 'CANNOT_DELETE', 'CONFLICT'],
    openapi: {
      method: 'DELETE',
      path: '/doctors/{id}',
      operationId: 'deleteDoctor',
      tags: ['Doctors'],
      summary: 'Delete a doctor',
      description:
        'The doctor is on no surface any more; schedules and logins end, the licence number is free. With appointments that are ' +
        'still booked (scheduled, confirmed, in progress) it is refused, unless `reassignTo` gives them to another doctor at the ' +
        'same times, or `force` cancels them. If the other doctor is taken at one of the times it is 409 `CONFLICT` and nothing ' +
        'changes. Those that are over stay as history. A branch-locked key does not delete a doctor who has appointments or ' +
        'patients outside of its branch.',
    },
  })
  .input(deleteDoctorInput)
  .output(documented(nothing))
  .mutation(({ ctx, input }) => {
    const { tenant } = ctx;
    const now = ctx.request.receivedAt;
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = input.id;
    return ctx.commit(tenant, async (tx) => {
      const scope = { ...tenant, hospitalTimezone: ctx.principal.hospital.timezone, now };
      const options = { force: input.force, reassignTo: input.reassignTo ?? null };
      const done = await deleteDoctor(tx, tenant, scope, input.id, options);
      ctx.audit.changes = {
        reassigned_to: options.reassignTo,
        moved_appointment_ids: done.moved,
        cancelled_appointment_ids: done.cancelled,
        patients: done.patients,
        logins_ended: done.logins,
      };
      return null;
    });
  });
