import { prepareLogin } from '@/server/domain/auth/create-user';
import { createPatient } from '@/server/domain/patients/create-patient';
import { readPatient } from '@/server/domain/patients/read-patient';
import { localDate } from '@/server/kernel/zoned-time';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { addPatientInput, patientRow, showPatient } from './patient.schema';

export const addPatientProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'patients:create', people: 'patients.create' },
    rateClass: 'standard',
    audit: { action: 'patient.create', fieldGroup: 'record' },
    status: 201,
    errors: ['DUPLICATE_RESOURCE'],
    openapi: {
      method: 'POST',
      path: '/patients',
      operationId: 'addPatient',
      tags: ['Patients'],
      summary: 'Add a patient, with a login if wanted',
      description:
        'Adds a patient. With `password` it also makes a login with the role patient, in the same transaction, which works at once. ' +
        'The same phone and name in the hospital, or an e-mail of a login that there is already, is a duplicate. A branch-locked ' +
        'key adds to its own branch.',
    },
  })
  .input(addPatientInput)
  .output(documented(patientRow))
  .mutation(async ({ ctx, input }) => {
    const { principal, tenant, services, mayRead } = ctx;
    const { hospital } = principal;
    const { password, ...fields } = input;
    const keyId = principal.kind === 'api_key' ? principal.keyId : null;
    // Before the transaction: a slow hash must not hold a connection.
    const login = password ? { prepared: await prepareLogin(services, { email: input.email, password }), keyId } : null;
    const now = ctx.request.receivedAt;
    return ctx.commit(tenant, async (tx) => {
      const created = await createPatient(
        tx,
        { tenant, country: hospital.country, mayRead, now },
        {
          name: fields.name,
          email: fields.email,
          phone: fields.phone,
          dateOfBirth: fields.dateOfBirth ?? null,
          gender: fields.gender ?? 'UNKNOWN',
          address: fields.address ?? null,
          medicalHistory: fields.medicalHistory ?? null,
          insurance: fields.insurance ?? null,
          emergencyContact: fields.emergencyContact ?? null,
          age: null,
          doctorId: null,
          branchId: undefined,
        },
        login,
      );
      ctx.audit.targetType = 'patient';
      ctx.audit.targetId = created.id;
      ctx.audit.patientIds = [created.id];
      if (login) ctx.audit.changes = { login: true };
      const patient = await readPatient(tx, tenant.hospitalId, created.id, localDate(now, hospital.timezone));
      return showPatient(patient, ctx.mask);
    });
  });
