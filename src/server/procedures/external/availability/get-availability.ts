import { readDoctorAvailability } from '@/server/domain/availability/doctor-availability';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { availabilityRow, getAvailabilityInput, showAvailability } from './availability.schema';

export const getAvailabilityProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctor_slots:read' },
    rateClass: 'standard',
    audit: { action: 'availability.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/doctors/{doctor_id}/availability',
      operationId: 'getAvailability',
      tags: ['Availability'],
      summary: 'Get when a doctor works',
      description:
        'The week, the dates on which it does not hold, the length of a slot and the fee; times are on the clock of `timezone`. ' +
        'Sent back as it is to PUT it changes nothing.',
    },
  })
  .input(getAvailabilityInput)
  .output(documented(availabilityRow))
  .query(async ({ ctx, input: { doctor_id: doctorId } }) => {
    const { hospital } = ctx.principal;
    const { hospitalId } = ctx.tenant;
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = doctorId;
    const availability = await ctx.services.db.run(ctx.tenant, (db) =>
      readDoctorAvailability(db, { hospitalId, hospitalTimezone: hospital.timezone }, doctorId),
    );
    return showAvailability(availability, hospital);
  });
