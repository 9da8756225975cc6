import { updateDoctor } from '@/server/domain/doctors/update-doctor';
import { documented } from '@/server/procedures/documented';
import { changedFields } from '@/server/procedures/schemas/changes';
import { keyProcedure } from '@/server/procedures/trpc';
import { doctorRow, showDoctor, updateDoctorInput } from './doctor.schema';

export const updateDoctorProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctors:write' },
    rateClass: 'standard',
    audit: { action: 'doctor.update' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'FORBIDDEN', 'DUPLICATE_RESOURCE', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/doctors/{id}',
      operationId: 'updateDoctor',
      tags: ['Doctors'],
      summary: 'Change a doctor',
      description:
        'Changes the given fields; null clears one. An INACTIVE doctor keeps appointments and takes no new ones. A branch-locked ' +
        'key changes doctors of its branch; one of no branch it may only read (`FORBIDDEN`). With `If-Match` only if nobody ' +
        'changed the doctor since it was read.',
    },
  })
  .input(updateDoctorInput)
  .output(documented(doctorRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    const { principal, tenant } = ctx;
    const { hospital } = principal;
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    return ctx.commit(tenant, async (tx) => {
      const scope = {
        tenant,
        country: hospital.country,
        mayRead: principal.permissions.has('doctors:read'),
        now: ctx.request.receivedAt,
      };
      const check = (current: Parameters<typeof showDoctor>[0]) => ctx.requireMatch(showDoctor(current, hospital));
      return showDoctor(await updateDoctor(tx, scope, id, changedFields(fields), check), hospital);
    });
  });
