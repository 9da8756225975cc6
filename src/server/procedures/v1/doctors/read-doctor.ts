import { schedulesOf } from '@/server/domain/availability/read-schedules';
import { getDoctor } from '@/server/domain/doctors/get-doctor';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { doctorRow, readDoctorInput, showDoctor } from './doctor.schema';

export const readDoctorProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:read', people: 'doctors.read' },
    rateClass: 'standard',
    audit: { action: 'doctor.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/doctors/{id}',
      operationId: 'readDoctor',
      tags: ['Doctors'],
      summary: 'Get a doctor',
      description:
        'One doctor, with an `ETag` for `If-None-Match` and `If-Match`. The tag for `If-Match` is the one without `include`.',
    },
  })
  .input(readDoctorInput)
  .output(documented(doctorRow))
  .query(async ({ ctx, input }) => {
    const { db } = ctx.services;
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = input.id;
    const doctor = await getDoctor(db, ctx.tenant, input.id);
    if (input.include !== 'schedules') return showDoctor(doctor);
    const schedules = await schedulesOf(db, ctx.tenant, [doctor.id]);
    return showDoctor(doctor, schedules.get(doctor.id) ?? []);
  });
