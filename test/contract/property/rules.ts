import type { Field } from '../bad-input/fields';
import type { Kind } from '../bad-input/plain-schema';

/** What JSON Schema cannot say of a kind of field, so that a value it allows may be refused all the same. */
const OF_KIND: Readonly<Partial<Record<Kind, string>>> = {
  phone: 'a number that can exist in its country',
  address: 'an address or a block of addresses',
  instant: 'from 1900 to 2200, or within the time that the field is for',
  moment: 'a day or an instant that exists',
};

/** The same of one field, under its name or under operation and name. */
export const OF_FIELD: Readonly<Record<string, string>> = {
  cursor: 'one that an answer gave',
  timezone: 'a zone of the IANA database',
  country: 'a country of ISO 3166-1 with phone numbers',
  currency: 'a currency of ISO 4217',
  'createDoctor.password': 'at least 8 bytes',
  'addPatient.password': 'at least 8 bytes',
  date_of_birth: 'not in the future',
  dateOfBirth: 'not in the future',
  endTime: 'after startTime',
  appointment_time: 'in the future, within two years, and on the clock of that day',
  'createPatient.doctor_id': 'there where appointment_time is',
  'createAppointment.patient_id': 'there where patient_phone and patient_name are not',
  'createAppointment.patient_phone': 'there where patient_id is not',
  'createAppointment.patient_name': 'there where patient_id is not',
  'createDoctor.email': 'there where password is',
  rate_limits: 'for the tier enterprise',
  'getSlots.date': 'within two years',
  'operating_hours.0.day_of_week': 'each day once',
  'operating_hours.0.start_time': 'there on a day that is open',
  'operating_hours.0.end_time': 'there on a day that is open, after start_time',
  'weekly_schedule.0.day_of_week': 'each day once',
  'weekly_schedule.0.windows': 'there on a day that is available',
  'weekly_schedule.0.windows.0': 'apart from the others',
  'weekly_schedule.0.windows.0.end_time': 'after start_time',
  'overrides.0.date': 'each date once, within two years',
  'overrides.0.windows': 'there on a date that is available',
  'overrides.0.windows.0': 'apart from the others',
  'overrides.0.windows.0.end_time': 'after start_time',
};

/** The rule by which a field may be refused though the document allows its value; undefined: there is none. */
export function ruleOf(operationId: string, { name, kind }: Field): string | undefined {
  return OF_FIELD[`${operationId}.${name}`] ?? OF_FIELD[name] ?? OF_KIND[kind];
}
