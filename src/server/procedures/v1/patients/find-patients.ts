import { listPatientRecords } from '@/server/domain/patients/list-patients';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { toV1List } from '../list';
import { findPatientsInput, patientList, showPatient } from './patient.schema';

const NO_FILTERS = { q: null, status: null, branchId: null, doctorId: null };

export const findPatientsProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'patients:read', people: 'patients.list' },
    rateClass: 'standard',
    audit: { action: 'patient.list', fieldGroup: 'record' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/patients',
      operationId: 'findPatients',
      tags: ['Patients'],
      summary: 'List patients',
      description: 'Patients whom the caller reaches, newest first.',
    },
  })
  .input(findPatientsInput)
  .output(documented(patientList))
  .query(async ({ ctx, input }) => {
    const { hospital } = ctx.principal;
    const place = { country: hospital.country, today: localDate(ctx.request.receivedAt, hospital.timezone) };
    const request = { ...input, cursor: null };
    const page = await listPatientRecords(ctx.services.db, ctx.tenant, NO_FILTERS, request, place, ctx.reach);
    ctx.audit.patientIds = page.rows.map((row) => row.id);
    return toV1List(page, input, (row) => showPatient(row, ctx.mask));
  });
