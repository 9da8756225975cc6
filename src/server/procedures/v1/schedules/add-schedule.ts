import { createSchedule } from '@/server/domain/availability/change-schedules';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { addScheduleInput, scheduleFields, scheduleRow, showSchedule } from './schedule.schema';

export const addScheduleProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:write', people: 'schedules.create' },
    rateClass: 'standard',
    audit: { action: 'schedule.create' },
    status: 201,
    errors: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    openapi: {
      method: 'POST',
      path: '/schedules',
      operationId: 'addSchedule',
      tags: ['Schedules'],
      summary: "Add a window to a doctor's week",
      description:
        'A doctor has up to 24 schedules a day, which may touch; one that overlaps another of them is 409 `CONFLICT`. A ' +
        'branch-locked key changes doctors of its branch; one of no branch it may only read (`FORBIDDEN`).',
    },
  })
  .input(addScheduleInput)
  .output(documented(scheduleRow))
  .mutation(({ ctx, input }) =>
    ctx.commit(ctx.tenant, async (tx) => {
      const scope = { tenant: ctx.tenant, reach: ctx.reach, now: ctx.request.receivedAt };
      const schedule = await createSchedule(tx, scope, scheduleFields(input));
      ctx.audit.targetType = 'schedule';
      ctx.audit.targetId = schedule.id;
      ctx.audit.changes = { doctor_id: schedule.doctorId };
      return showSchedule(schedule);
    }),
  );
