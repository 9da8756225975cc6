import { bookAppointment } from '@/server/domain/appointments/book-appointment';
import { createPatient } from '@/server/domain/patients/create-patient';
import { invalidField } from '@/server/kernel/app-error';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { createPatientInput, createPatientOutput } from './patient.schema';

export const createPatientProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'patients:create' },
    rateClass: 'standard',
    audit: { action: 'patient.create' },
    status: 201,
    message: 'Patient created successfully',
    errors: ['RESOURCE_NOT_FOUND', 'DUPLICATE_RESOURCE', 'SLOT_TAKEN', 'CONFLICT', 'OUTSIDE_AVAILABILITY'],
    openapi: {
      method: 'POST',
      path: '/patients',
      operationId: 'createPatient',
      tags: ['Patients'],
      summary: 'Add a patient, with a first appointment if wanted',
      description:
        'Adds a patient. With `doctor_id` and `appointment_time` it also books an appointment, in the same transaction: both or ' +
        'neither. The same phone and name in the hospital is a duplicate.',
    },
  })
  .input(createPatientInput)
  .output(documented(createPatientOutput))
  .mutation(({ ctx, input }) => {
    const { principal, tenant } = ctx;
    const { appointment_time: appointmentTime, doctor_id: doctorId } = input;
    if (appointmentTime && !doctorId) throw invalidField('doctor_id', 'Is required with appointment_time.');
    return ctx.commit(tenant, async (tx) => {
      const now = ctx.request.receivedAt;
      const scope = { tenant, country: principal.hospital.country, mayRead: principal.permissions.has('patients:read'), now };
      const patient = await createPatient(tx, scope, {
        name: input.name,
        phone: input.phone,
        email: input.email ?? null,
        gender: input.gender ?? 'UNKNOWN',
        dateOfBirth: input.date_of_birth ?? null,
        age: input.age ?? null,
        address: input.address ?? null,
        doctorId: doctorId ?? null,
        branchId: input.branch_id ?? undefined,
      });
      ctx.audit.targetType = 'patient';
      ctx.audit.targetId = patient.id;
      if (!appointmentTime || !doctorId) return { patient_id: patient.id, appointment_id: null };
      const appointment = await bookAppointment(
        tx,
        { hospitalId: tenant.hospitalId, hospitalTimezone: principal.hospital.timezone, branchId: tenant.branchId, now },
        {
          patientId: patient.id,
          doctorId,
          branchId: patient.branchId,
          startsAt: new Date(appointmentTime),
          type: 'CONSULTATION',
        },
      );
      ctx.audit.changes = { appointment_id: appointment.id };
      return { patient_id: patient.id, appointment_id: appointment.id };
    });
  });
