import { prepareLogin } from '@/server/domain/auth/create-user';
import { createDoctor } from '@/server/domain/doctors/create-doctor';
import { invalidField } from '@/server/kernel/app-error';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { createDoctorInput, doctorRow, showDoctor } from './doctor.schema';

export const createDoctorProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctors:create' },
    rateClass: 'standard',
    audit: { action: 'doctor.create' },
    status: 201,
    message: 'Doctor created successfully',
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE'],
    openapi: {
      method: 'POST',
      path: '/doctors',
      operationId: 'createDoctor',
      tags: ['Doctors'],
      summary: 'Add a doctor, with a login if wanted',
      description:
        'Adds a doctor. With `password` (and `email`) it also makes a login with the role doctor, in the same transaction; an ' +
        'admin of the hospital confirms it before it works. A licence number, or an e-mail of a login, that the hospital has ' +
        'already is a duplicate. A branch-locked key adds to its own branch.',
    },
  })
  .input(createDoctorInput)
  .output(documented(doctorRow))
  .mutation(async ({ ctx, input }) => {
    const { principal, tenant, services } = ctx;
    const { password, status, branch_id: branchId, email } = input;
    if (password && !email) throw invalidField('email', 'Is required with password.');
    // Before the transaction: a slow hash must not hold a connection.
    const login = password && email ? await prepareLogin(services, { email, password }) : null;
    return ctx.commit(tenant, async (tx) => {
      const doctor = await createDoctor(
        tx,
        {
          tenant,
          country: principal.hospital.country,
          keyId: principal.keyId,
          mayRead: principal.permissions.has('doctors:read'),
          now: ctx.request.receivedAt,
        },
        {
          name: input.name,
          phone: input.phone ?? null,
          email: email ?? null,
          branchId: branchId ?? undefined,
          specialty: input.specialty ?? null,
          department: input.department ?? null,
          qualification: input.qualification ?? null,
          experienceYears: input.experience_years ?? null,
          opFee: input.op_fee ?? null,
          currency: input.currency ?? null,
          status: status ?? 'ACTIVE',
          licenseNumber: input.license_number ?? null,
          bio: input.bio ?? null,
        },
        login,
      );
      ctx.audit.targetType = 'doctor';
      ctx.audit.targetId = doctor.id;
      if (login) ctx.audit.changes = { login: true };
      return showDoctor(doctor, principal.hospital);
    });
  });
