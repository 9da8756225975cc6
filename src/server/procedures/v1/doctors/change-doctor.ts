import { documented } from '@/server/procedures/documented';
import { changedFields } from '@/server/procedures/schemas/changes';
import { v1Procedure } from '@/server/procedures/trpc';
import { changeDoctorInput, doctorRow } from './doctor.schema';
import { saveDoctor } from './save-doctor';

export const changeDoctorProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:write', people: 'doctors.update' },
    rateClass: 'standard',
    audit: { action: 'doctor.update' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/doctors/{id}',
      operationId: 'changeDoctor',
      tags: ['Doctors'],
      summary: 'Change a doctor',
      description:
        'Changes the given fields; null clears one. A doctor who is not `available` keeps appointments and takes no new ones. With ' +
        '`If-Match` only if nobody changed the doctor since it was read.',
    },
  })
  .input(changeDoctorInput)
  .output(documented(doctorRow))
  .mutation(({ ctx, input: { id, available, ...fields } }) => {
    const status = available === undefined ? {} : { status: available ? ('ACTIVE' as const) : ('INACTIVE' as const) };
    return saveDoctor(ctx, id, { ...changedFields(fields), ...status });
  });
