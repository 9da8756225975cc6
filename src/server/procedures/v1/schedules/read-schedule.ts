import { getSchedule } from '@/server/domain/availability/read-schedules';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { scheduleIdInput, scheduleRow, showSchedule } from './schedule.schema';

export const readScheduleProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:read', people: 'schedules.read' },
    rateClass: 'standard',
    audit: { action: 'schedule.read' },
    etag: true,
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/schedules/{id}',
      operationId: 'readSchedule',
      tags: ['Schedules'],
      summary: 'Get a schedule',
      description: 'One weekly window of a doctor, with an `ETag` for `If-None-Match` and `If-Match`.',
    },
  })
  .input(scheduleIdInput)
  .output(documented(scheduleRow))
  .query(async ({ ctx, input }) => {
    ctx.audit.targetType = 'schedule';
    ctx.audit.targetId = input.id;
    return showSchedule(await getSchedule(ctx.services.db, ctx.tenant, input.id));
  });
