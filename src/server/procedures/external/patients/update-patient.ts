import { type PatientChanges, updatePatient } from '@/server/domain/patients/update-patient';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { changedFields } from '@/server/procedures/schemas/changes';
import { keyProcedure } from '@/server/procedures/trpc';
import { patientRow, showPatient, updatePatientInput } from './patient.schema';

export const updatePatientProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'patients:write' },
    rateClass: 'standard',
    audit: { action: 'patient.update', fieldGroup: 'contact' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PATCH',
      path: '/patients/{id}',
      operationId: 'updatePatient',
      tags: ['Patients'],
      summary: 'Change a patient',
      description:
        'Changes the given fields; null clears one. With `If-Match` only if nobody changed the patient since it was read.',
    },
  })
  .input(updatePatientInput)
  .output(documented(patientRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    const { principal, tenant } = ctx;
    const { hospital } = principal;
    const now = ctx.request.receivedAt;
    ctx.audit.targetType = 'patient';
    ctx.audit.targetId = id;
    ctx.audit.changes = { fields: Object.keys(fields) };
    return ctx.commit(tenant, async (tx) => {
      const scope = {
        tenant,
        country: hospital.country,
        mayRead: principal.permissions.has('patients:read'),
        now,
        today: localDate(now, hospital.timezone),
      };
      const show = (patient: Parameters<typeof showPatient>[0] & { timezone: string | null }) =>
        showPatient(patient, patient.timezone ?? hospital.timezone);
      const changes: PatientChanges = changedFields(fields);
      const patient = await updatePatient(tx, scope, id, changes, (current) => ctx.requireMatch(show(current)));
      ctx.audit.patientIds = [patient.id];
      return show(patient);
    });
  });
