import { replaceSchedule } from '@/server/domain/availability/change-schedules';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { replaceScheduleInput, scheduleFields, scheduleRow, showSchedule } from './schedule.schema';

export const replaceScheduleProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:write', people: 'schedules.update' },
    rateClass: 'standard',
    audit: { action: 'schedule.update' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
    openapi: {
      method: 'PUT',
      path: '/schedules/{id}',
      operationId: 'replaceSchedule',
      tags: ['Schedules'],
      summary: 'Replace a schedule',
      description:
        'Other hours, day or doctor; booked appointments stay. One that overlaps another schedule of the doctor is 409 ' +
        '`CONFLICT`. With `If-Match` only if nobody changed it since it was read.',
    },
  })
  .input(replaceScheduleInput)
  .output(documented(scheduleRow))
  .mutation(({ ctx, input: { id, ...fields } }) => {
    ctx.audit.targetType = 'schedule';
    ctx.audit.targetId = id;
    return ctx.commit(ctx.tenant, async (tx) => {
      const scope = { tenant: ctx.tenant, reach: ctx.reach, now: ctx.request.receivedAt };
      const schedule = await replaceSchedule(tx, scope, id, scheduleFields(fields), (current) =>
        ctx.requireMatch(showSchedule(current)),
      );
      ctx.audit.changes = { doctor_id: schedule.doctorId };
      return showSchedule(schedule);
    });
  });
