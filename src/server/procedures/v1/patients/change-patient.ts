import { documented } from '@/server/procedures/documented';
import { changedFields } from '@/server/procedures/schemas/changes';
import { v1Procedure } from '@/server/procedures/trpc';
import { requireChangeable } from '../require-changeable';
import { changePatientInput, patientRow } from './patient.schema';
import { savePatient } from './save-patient';

export const changePatientProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'patients:write', people: 'patients.update' },
    rateClass: 'standard',
    audit: { action: 'patient.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/patients/{id}',
      operationId: 'changePatient',
      tags: ['Patients'],
      summary: 'Change a patient',
      description:
        'Changes the given fields; null clears one (of `gender` it is UNKNOWN). A login of the patient keeps its e-mail and ' +
        'password. With `If-Match` only if nobody changed the patient since it was read.',
    },
  })
  .input(changePatientInput)
  .output(documented(patientRow))
  .mutation(({ ctx, input: { id, gender, ...fields } }) => {
    requireChangeable(ctx.mask, { ...fields, gender });
    return savePatient(ctx, id, { ...changedFields(fields), ...(gender !== undefined && { gender: gender ?? 'UNKNOWN' }) });
  });
