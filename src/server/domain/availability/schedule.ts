import type { WeeklyWindow } from './availability';

/** One weekly window of a doctor, as v1 has it: the same row as in the doctor's availability. */
export type Schedule = WeeklyWindow & { doctorId: string; createdAt: Date; updatedAt: Date };

/** What a caller says of one. */
export type ScheduleFields = Pick<Schedule, 'doctorId' | 'dayOfWeek' | 'startSecond' | 'endSecond' | 'isAvailable'>;

/** What SQL selects for a Schedule from `availability_windows w`. */
export const SCHEDULE_COLUMNS = `w.id, w.doctor_id AS "doctorId", w.day_of_week AS "dayOfWeek", w.start_second AS "startSecond",
  w.end_second AS "endSecond", w.is_available AS "isAvailable", w.created_at AS "createdAt", w.updated_at AS "updatedAt"`;
