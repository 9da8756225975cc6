import { deleteSchedule } from '@/server/domain/availability/change-schedules';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { nothing } from '../nothing';
import { scheduleIdInput } from './schedule.schema';

export const deleteScheduleProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:write', people: 'schedules.delete' },
    rateClass: 'standard',
    audit: { action: 'schedule.delete' },
    status: 204,
    errors: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    openapi: {
      method: 'DELETE',
      path: '/schedules/{id}',
      operationId: 'deleteSchedule',
      tags: ['Schedules'],
      summary: 'Delete a schedule',
      description: 'The doctor works no more in this window; booked appointments stay.',
    },
  })
  .input(scheduleIdInput)
  .output(documented(nothing))
  .mutation(({ ctx, input: { id } }) => {
    ctx.audit.targetType = 'schedule';
    ctx.audit.targetId = id;
    return ctx.commit(ctx.tenant, async (tx) => {
      const scope = { tenant: ctx.tenant, reach: ctx.reach, now: ctx.request.receivedAt };
      const { doctorId } = await deleteSchedule(tx, scope, id);
      ctx.audit.changes = { doctor_id: doctorId };
      return null;
    });
  });
