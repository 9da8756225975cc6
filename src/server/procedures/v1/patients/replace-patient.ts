import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { requireChangeable } from '../require-changeable';
import { patientRow, replacePatientInput } from './patient.schema';
import { savePatient } from './save-patient';

export const replacePatientProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'patients:write', people: 'patients.update' },
    rateClass: 'standard',
    audit: { action: 'patient.update', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PUT',
      path: '/patients/{id}',
      operationId: 'replacePatient',
      tags: ['Patients'],
      summary: 'Replace a patient',
      description:
        'The given fields are the whole record: what is not given is cleared, except what the role may not change. A login of ' +
        'the patient keeps its e-mail and password. With `If-Match` only if nobody changed the patient since it was read.',
    },
  })
  .input(replacePatientInput)
  .output(documented(patientRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    requireChangeable(ctx.mask, fields);
    const { changeable } = ctx.mask;
    const whole = {
      name: fields.name,
      email: fields.email,
      phone: fields.phone,
      dateOfBirth: fields.dateOfBirth ?? null,
      gender: fields.gender ?? ('UNKNOWN' as const),
      address: fields.address ?? null,
      medicalHistory: fields.medicalHistory ?? null,
      insurance: fields.insurance ?? null,
      emergencyContact: fields.emergencyContact ?? null,
    };
    const own = Object.entries(whole).filter(([name]) => changeable === null || changeable.includes(name));
    return savePatient(ctx, id, Object.fromEntries(own));
  });
