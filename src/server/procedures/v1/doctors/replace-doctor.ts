import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { doctorRow, replaceDoctorInput } from './doctor.schema';
import { saveDoctor } from './save-doctor';

export const replaceDoctorProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:write', people: 'doctors.update' },
    rateClass: 'standard',
    audit: { action: 'doctor.update' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PUT',
      path: '/doctors/{id}',
      operationId: 'replaceDoctor',
      tags: ['Doctors'],
      summary: 'Replace a doctor',
      description:
        'The given fields are the whole record: what is not given is cleared. What other surfaces alone know, such as fees, stays. ' +
        'With `If-Match` only if nobody changed the doctor since it was read.',
    },
  })
  .input(replaceDoctorInput)
  .output(documented(doctorRow))
  .mutation(({ ctx, input: { id, available, bio = null, ...fields } }) =>
    saveDoctor(ctx, id, { ...fields, bio, status: available ? 'ACTIVE' : 'INACTIVE' }),
  );
