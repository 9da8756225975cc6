import type { z } from 'zod';
import type { AppointmentChanges } from '@/server/domain/appointments/update-appointment';
import type { changeAppointmentInput } from './appointment.schema';

type Fields = Omit<z.output<typeof changeAppointmentInput>, 'id'>;
type Given = { [Field in keyof Omit<Fields, 'dateTime'>]?: Exclude<Fields[Field], undefined> };

/** The fields of a body as changes, without those that were not given. */
export function changesOf({ dateTime, ...fields }: Fields): AppointmentChanges {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given;
  return { ...given, ...(dateTime !== undefined && { start: new Date(dateTime) }) };
}
