import { getPatient } from '@/server/domain/patients/get-patient';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { getPatientInput, patientRow, showPatient } from './patient.schema';

export const getPatientProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'patients:read' },
    rateClass: 'standard',
    audit: { action: 'patient.read', fieldGroup: 'contact' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/patients/{id}',
      operationId: 'getPatient',
      tags: ['Patients'],
      summary: 'Get a patient',
      description: 'One patient, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(getPatientInput)
  .output(documented(patientRow))
  .query(async ({ ctx, input }) => {
    const { hospital } = ctx.principal;
    ctx.audit.targetType = 'patient';
    ctx.audit.targetId = input.id;
    const today = localDate(ctx.request.receivedAt, hospital.timezone);
    const patient = await getPatient(ctx.services.db, ctx.tenant, input.id, today);
    ctx.audit.patientIds = [patient.id];
    return showPatient(patient, patient.timezone ?? hospital.timezone);
  });
