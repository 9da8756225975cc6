import { createDoctor } from '@/server/domain/doctors/create-doctor';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { addDoctorInput, doctorRow, showDoctor } from './doctor.schema';

/** What v1 does not say of a doctor. */
const ELSEWHERE = { department: null, qualification: null, experienceYears: null, opFee: null, currency: null };

export const addDoctorProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:create', people: 'doctors.create' },
    rateClass: 'standard',
    audit: { action: 'doctor.create' },
    status: 201,
    errors: ['DUPLICATE_RESOURCE'],
    openapi: {
      method: 'POST',
      path: '/doctors',
      operationId: 'addDoctor',
      tags: ['Doctors'],
      summary: 'Add a doctor',
      description:
        'A licence number that another doctor of the hospital has is a duplicate. A branch-locked key adds to its own branch.',
    },
  })
  .input(addDoctorInput)
  .output(documented(doctorRow))
  .mutation(({ ctx, input }) => {
    const { principal, tenant, mayRead } = ctx;
    const { available, bio = null, ...fields } = input;
    return ctx.commit(tenant, async (tx) => {
      const doctor = await createDoctor(
        tx,
        { tenant, country: principal.hospital.country, keyId: null, mayRead, now: ctx.request.receivedAt },
        { ...ELSEWHERE, ...fields, bio, status: available ? 'ACTIVE' : 'INACTIVE', branchId: undefined },
        null,
      );
      ctx.audit.targetType = 'doctor';
      ctx.audit.targetId = doctor.id;
      return showDoctor(doctor);
    });
  });
