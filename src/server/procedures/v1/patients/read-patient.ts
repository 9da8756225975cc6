import { getPatientRecord } from '@/server/domain/patients/get-patient';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { patientRow, readPatientInput, showPatient } from './patient.schema';

export const readPatientProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'patients:read', people: 'patients.read' },
    rateClass: 'standard',
    audit: { action: 'patient.read', fieldGroup: 'record' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/patients/{id}',
      operationId: 'readPatient',
      tags: ['Patients'],
      summary: 'Get a patient',
      description: 'One patient, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(readPatientInput)
  .output(documented(patientRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'patient';
    ctx.audit.targetId = input.id;
    const today = localDate(ctx.request.receivedAt, ctx.principal.hospital.timezone);
    const patient = await getPatientRecord(ctx.services.db, ctx.tenant, input.id, today, ctx.reach);
    ctx.audit.patientIds = [patient.id];
    return showPatient(patient, ctx.mask);
  });
