import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, outcome } from '../support/call';

type Window = { start_time: string; end_time: string };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const pathOf = (id: string) => `/api/external/doctors/${id}/availability`;
const put = (id: string, body: object) => call(app, 'PUT', pathOf(id), { headers, body });
const hours = (from: string, to: string): Window => ({ start_time: from, end_time: to });
const on = (day: number, ...windows: Window[]) => ({ day_of_week: day, is_available: true, windows });
const off = (day: number, ...windows: Window[]) => ({ day_of_week: day, is_available: false, windows });
const NOW = Date.now();
const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString().slice(0, 10);
const paths = (reply: { body: unknown }) => (reply.body as { details: { path: string }[] }).details.map(({ path }) => path);
/** Everything that is stored of it. */
const stored = (id: string) =>
  app.sql(
    `SELECT d.*, (SELECT jsonb_agg(w ORDER BY w.id) FROM availability_windows w WHERE w.doctor_id = d.id) AS windows,
       (SELECT jsonb_agg(o ORDER BY o.id) FROM availability_overrides o WHERE o.doctor_id = d.id) AS overrides
     FROM doctors d WHERE d.id = $1`,
    [id],
  );

describe('PUT /doctors/:doctor_id/availability', () => {
  const week = (...days: object[]) => ({ weekly_schedule: days });
  const nine = hours('09:00', '10:00');
  it.each<[string, object, string]>([
    ['no slot length', { slot_duration_minutes: undefined }, 'slot_duration_minutes'],
    ['slots of 4 minutes', { slot_duration_minutes: 4 }, 'slot_duration_minutes'],
    ['slots of 481 minutes', { slot_duration_minutes: 481 }, 'slot_duration_minutes'],
    ['slots of 7.5 minutes', { slot_duration_minutes: 7.5 }, 'slot_duration_minutes'],
    ['no week', { weekly_schedule: undefined }, 'weekly_schedule'],
    ['null as week', { weekly_schedule: null }, 'weekly_schedule'],
    ['eight days', week(...Array(8).fill(off(1))), 'weekly_schedule'],
    ['10,000 days', week(...Array(10_000).fill(1)), 'weekly_schedule'],
    ['day 8', week(on(8, nine)), 'weekly_schedule.0.day_of_week'],
    ['a day twice', week(on(1, nine), on(1, hours('11:00', '12:00'))), 'weekly_schedule.1.day_of_week'],
    ['a day by name', week({ ...on(1, nine), day_of_week: 'monday' }), 'weekly_schedule.0.day_of_week'],
    ['is_available as text', week({ ...on(1, nine), is_available: 'true' }), 'weekly_schedule.0.is_available'],
    ['an available day without windows', week(on(1)), 'weekly_schedule.0.windows'],
    ['an end before the start', week(on(1, hours('10:00', '09:00'))), 'weekly_schedule.0.windows.0.end_time'],
    ['an end at the start', week(on(1, hours('10:00', '10:00:00'))), 'weekly_schedule.0.windows.0.end_time'],
    ['24:00', week(on(1, hours('10:00', '24:00'))), 'weekly_schedule.0.windows.0.end_time'],
    ['25:00', week(on(1, hours('25:00', '00:00'))), 'weekly_schedule.0.windows.0.start_time'],
    ['a time with a zone', week(on(1, hours('10:00Z', '11:00'))), 'weekly_schedule.0.windows.0.start_time'],
    ['windows that overlap', week(on(2, nine, hours('09:59:59', '12:00'))), 'weekly_schedule.0.windows.1'],
    ['windows that overlap on a day that is off', week(off(2, nine, nine)), 'weekly_schedule.0.windows.1'],
    [
      '25 windows a day',
      week(on(1, ...Array.from({ length: 25 }, (_, i) => hours(`10:${i + 10}`, `10:${i + 11}`)))),
      'weekly_schedule.0.windows',
    ],
    ['an unknown field of a window', week(on(1, { ...nine, id: 'x' } as Window)), 'weekly_schedule.0.windows.0.id'],
    ['an unknown field of a day', week({ ...on(1, nine), name: 'Monday' }), 'weekly_schedule.0.name'],
    ['an override of no date', { overrides: [{ is_available: false }] }, 'overrides.0.date'],
    ['a date that does not exist', { overrides: [{ date: '2026-02-30', is_available: false }] }, 'overrides.0.date'],
    ['a date with a time', { overrides: [{ date: '2026-12-01T00:00:00Z', is_available: false }] }, 'overrides.0.date'],
    ['a date over two years ahead', { overrides: [{ date: '9999-12-31', is_available: false }] }, 'overrides.0.date'],
    ['a date twice', { overrides: Array(2).fill({ date: inDays(9), is_available: false }) }, 'overrides.1.date'],
    ['other hours of none', { overrides: [{ date: inDays(9), is_available: true, windows: [] }] }, 'overrides.0.windows'],
    [
      'other hours that overlap',
      { overrides: [{ date: inDays(9), is_available: true, windows: [nine, nine] }] },
      'overrides.0.windows.1',
    ],
    ['an empty reason', { overrides: [{ date: inDays(9), is_available: false, reason: '' }] }, 'overrides.0.reason'],
    ['null as overrides', { overrides: null }, 'overrides'],
    ['401 overrides', { overrides: Array(401).fill({ date: inDays(9), is_available: false }) }, 'overrides'],
    ['a fee as text', { consultation_fee: '500' }, 'consultation_fee'],
    ['a negative fee', { consultation_fee: -1 }, 'consultation_fee'],
    ['a currency that is none', { currency: 'XQQ' }, 'currency'],
    ['an unknown field', { breaks: [] }, 'breaks'],
  ])('400: %s', async (_name, more, field) => {
    const { id } = await tenant.doctor();
    const before = await stored(id);
    const reply = await put(id, { slot_duration_minutes: 30, ...week(on(1, nine)), ...more });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(paths(reply)).toContain(field);
    expect(await stored(id)).toEqual(before);
  });
});
