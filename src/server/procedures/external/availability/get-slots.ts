import { getSlots } from '@/server/domain/availability/get-slots';
import { documented } from '@/server/procedures/documented';
import { keyProcedure } from '@/server/procedures/trpc';
import { getSlotsInput, showSlots, slotsRow } from './slots.schema';

export const getSlotsProcedure = keyProcedure
  .meta({
    surface: 'external',
    access: { permission: 'doctor_slots:read' },
    rateClass: 'standard',
    audit: { action: 'slots.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/doctors/{doctor_id}/slots',
      operationId: 'getSlots',
      tags: ['Availability'],
      summary: 'Get the slots of a date',
      description:
        "The doctor's slots on one date: each window is cut from its beginning into slots of the same length. A slot that another " +
        'branch has booked is BOOKED too. A doctor who is INACTIVE has no slots. Times that a change of the clocks leaves out ' +
        'do not appear; of those that come twice the first does.',
    },
  })
  .input(getSlotsInput)
  .output(documented(slotsRow))
  .query(async ({ ctx, input: { doctor_id: doctorId, date } }) => {
    ctx.audit.targetType = 'doctor';
    ctx.audit.targetId = doctorId;
    const day = await getSlots(ctx.services.db, ctx.tenant, {
      doctorId,
      date: date ?? null,
      hospitalTimezone: ctx.principal.hospital.timezone,
      now: ctx.request.receivedAt,
    });
    return showSlots(doctorId, day);
  });
