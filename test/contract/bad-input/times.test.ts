import { expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { outcome } from '../support/call';
import { operationNamed } from '../support/openapi';
import { fieldsOf } from './fields';
import { callWith, namedIn, subjectOf } from './subject';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const dayIn = (days: number) => inDays(days).slice(0, 10);

type Row = readonly [operationId: string, field: string, values: Readonly<Record<string, string>>];

const FAR = { 'over two years ahead': dayIn(750), 'absurdly far': '9999-12-31' };

const NOT_BOOKABLE = { past: inDays(-1), 'over two years ahead': inDays(750), far: '2199-12-31T00:00:00Z' };

/** Times that exist, and are refused for when they are: under the field that must be named. */
const REFUSED: readonly Row[] = [
  ['createAppointment', 'appointment_date', { past: dayIn(-2), 'long past': '1900-01-01', ...FAR }],
  ['updateAppointment', 'appointment_date', { past: dayIn(-2), 'long past': '1900-01-01', ...FAR }],
  ['createPatient', 'appointment_time', NOT_BOOKABLE],
  ['bookAppointment', 'dateTime', NOT_BOOKABLE],
  ['replaceAppointment', 'dateTime', NOT_BOOKABLE],
  ['changeAppointment', 'dateTime', NOT_BOOKABLE],
  ['createPatient', 'date_of_birth', { 'next week': dayIn(7), 'absurdly far': '9999-12-31' }],
  ['updatePatient', 'date_of_birth', { 'next week': dayIn(7), 'absurdly far': '9999-12-31' }],
  ['createApiKey', 'expires_at', { past: inDays(-1), 'long past': '1900-01-01T00:00:00Z' }],
  ['updateApiKey', 'expires_at', { past: inDays(-1) }],
  ['getSlots', 'date', { 'long past': '1900-01-01', ...FAR }],
];

/** Times that are as good as any, however far away. */
const ACCEPTED: readonly Row[] = [
  ['createPatient', 'date_of_birth', { 'the oldest': '1900-01-01', today: dayIn(0) }],
  ['createApiKey', 'expires_at', { 'the last year': '2200-12-31T23:59:59Z' }],
  ['listAppointments', 'start_date', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['listAppointments', 'end_date', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['findAppointments', 'dateFrom', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['findAppointments', 'dateTo', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['listCalls', 'start_date', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['listCalls', 'end_date', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['listAuditLog', 'from', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
  ['listAuditLog', 'to', { 'the first day': '1900-01-01', 'the last': '9999-12-31' }],
];

const cases = (rows: readonly Row[]) =>
  rows.flatMap(([id, field, values]) => Object.entries(values).map(([what, value]) => [id, field, what, value] as const));

async function sendWith(operationId: string, name: string, value: string) {
  const place = operationNamed(operationId);
  const field = fieldsOf(place).find((each) => each.name === name);
  if (!field) throw new Error(`${operationId} has no ${name}`);
  return callWith(await subjectOf(await sharedApp(), place), field, value);
}

it.each(cases(REFUSED))('%s: %s %s (%s) is refused', async (operationId, field, _what, value) => {
  const reply = await sendWith(operationId, field, value);
  expect(outcome(reply), reply.text).toBe('400 VALIDATION_ERROR');
  // A date and a time make one instant; its fault is the time's.
  expect([field, 'appointment_time']).toContain(namedIn(reply)[0]);
});

it.each(cases(ACCEPTED))('%s: %s %s (%s) is accepted', async (operationId, field, _what, value) => {
  expect((await sendWith(operationId, field, value)).status).toBeLessThan(300);
});
