import { replaceAvailability } from '@/server/domain/availability/replace-availability';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { availabilityRow, putAvailabilityInput, showAvailability } from './availability.schema';

export const putAvailabilityProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctor_slots:write' },
    rateClass: 'standard',
    audit: { action: 'availability.update' },
    etag: true,
    echoes: ['doctor_id'],
    errors: ['RESOURCE_NOT_FOUND', 'FORBIDDEN', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PUT',
      path: '/doctors/{doctor_id}/availability',
      operationId: 'putAvailability',
      tags: ['Availability'],
      summary: 'Say when a doctor works',
      description:
        'The week as a whole replaces the one before; `overrides`, `consultation_fee` and `currency` stay where they are not ' +
        'given. Windows with the same hours stay the same ones, and booked appointments stay. Times of day are HH:MM or HH:MM:SS ' +
        'on the clock of the doctor; 24:00 is none, an end at midnight is 00:00. A branch-locked key changes doctors of its ' +
        'branch; one of no branch it may only read (`FORBIDDEN`). With `If-Match` only if nobody changed it since it was read.',
    },
  })
  .input(putAvailabilityInput)
  .output(documented(availabilityRow))
  .mutation(({ ctx, input }) => {
    const { tenant } = ctx;
    const { hospital } = ctx.principal;
    const { doctor_id: doctorId } = input;
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = doctorId;
    return ctx.commit(tenant, async (tx) => {
      const availability = await replaceAvailability(
        tx,
        { tenant, hospital, now: ctx.request.receivedAt },
        doctorId,
        {
          slotDurationMinutes: input.slot_duration_minutes,
          week: input.weekly_schedule,
          overrides: input.overrides,
          consultationFee: input.consultation_fee,
          currency: input.currency,
        },
        (current) => ctx.requireMatch(showAvailability(current, hospital)),
      );
      return showAvailability(availability, hospital);
    });
  });
