import { listSchedules } from '@/server/domain/availability/read-schedules';
import { documented } from '@/server/procedures/documented';
import { v1Procedure } from '@/server/procedures/trpc';
import { toV1List } from '../list';
import { findSchedulesInput, scheduleList, showSchedule } from './schedule.schema';

export const findSchedulesProcedure = v1Procedure
  .meta({
    surface: 'v1',
    access: { permission: 'doctors:read', people: 'schedules.list' },
    rateClass: 'standard',
    audit: { action: 'schedule.list' },
    shape: 'list',
    openapi: {
      method: 'GET',
      path: '/schedules',
      operationId: 'findSchedules',
      tags: ['Schedules'],
      summary: 'List schedules',
      description:
        "Weekly windows of the hospital's doctors, or of one, newest first. They are those of the doctor's availability.",
    },
  })
  .input(findSchedulesInput)
  .output(documented(scheduleList))
  .query(async ({ ctx, input }) => {
    const filters = { doctorId: input.doctorId ?? null };
    const page = await listSchedules(ctx.services.db, ctx.tenant, filters, { ...input, cursor: null });
    return toV1List(page, input, showSchedule);
  });
