import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/appointments';

/**
 * The next change of the clocks at which they jump forward (`gap`) or fall back (`overlap`), from the zone's own table: the wall
 * clock a minute into the skipped or repeated stretch, and the instants that matter.
 */
function nextChange(zone: string, kind: 'gap' | 'overlap') {
  let before = Temporal.Now.zonedDateTimeISO(zone).add({ days: 2 });
  for (;;) {
    const after = before.getTimeZoneTransition('next');
    if (!after) throw new Error(`${zone} never changes its clocks`);
    const earlierOffset = after.subtract({ nanoseconds: 1 }).offsetNanoseconds;
    const isGap = after.offsetNanoseconds > earlierOffset;
    if (isGap === (kind === 'gap')) {
      const wallOf = (offset: number) => new Date(after.epochMilliseconds + offset / 1e6);
      const start = wallOf(isGap ? earlierOffset : after.offsetNanoseconds);
      const wall = new Date(start.getTime() + 60_000).toISOString();
      return {
        date: wall.slice(0, 10),
        time: wall.slice(11, 19),
        nextTime: wallOf(after.offsetNanoseconds).toISOString().slice(11, 19),
        firstInstant: new Date(Date.parse(wall) - earlierOffset / 1e6),
      };
    }
    before = after;
  }
}

async function clinic(zone: string) {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const branch = await tenant.branch({ timezone: zone });
  const doctor = await tenant.doctor({ branchId: branch.id });
  const { headers } = await tenant.partnerKey();
  const patient = await tenant.patient();
  const common = { patient_id: patient.id, doctor_id: doctor.id, type: 'VIDEO' };
  const post = (date: string, time: string) =>
    call(app, 'POST', PATH, { headers, body: { ...common, appointment_date: date, appointment_time: time } });
  const patch = (id: string, body: object) => call(app, 'PATCH', `${PATH}/${id}`, { headers, body });
  const read = async (id: string) => dataOf<{ appointment_time: string }>(await call(app, 'GET', `${PATH}/${id}`, { headers }));
  return { post, patch, read };
}

const ZONES = ['America/New_York', 'Australia/Lord_Howe'];

it.each(ZONES)(
  '400: a time that the clocks in %s jump over, with the next one that exists, which can be booked',
  async (zone) => {
    const { post, patch } = await clinic(zone);
    const { date, time, nextTime } = nextChange(zone, 'gap');
    const reply = await post(date, time);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    const { details } = reply.body as { details: { path: string; message: string }[] };
    expect(details).toEqual([{ path: 'appointment_time', message: expect.stringContaining(`${nextTime} on ${date}`) }]);
    const booked = await post(date, nextTime);
    expect(booked.status, booked.text).toBe(201);
    // As a move too: the date alone leads there.
    const { appointment_id: id } = dataOf<{ appointment_id: string }>(booked);
    const dayBefore = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
    expect((await patch(id, { appointment_date: dayBefore, appointment_time: time })).status).toBe(200);
    const back = await patch(id, { appointment_date: date });
    expect(outcome(back)).toBe('400 VALIDATION_ERROR');
    expect(back.text).toContain(nextTime);
  },
);

it.each(ZONES)('201: of a time that comes twice in %s the earlier instant', async (zone) => {
  const { post, read } = await clinic(zone);
  const { date, time, firstInstant } = nextChange(zone, 'overlap');
  const reply = await post(date, time);
  expect(reply.status, reply.text).toBe(201);
  const { appointment_time: shown } = await read(dataOf<{ appointment_id: string }>(reply).appointment_id);
  expect(new Date(shown)).toEqual(firstInstant);
  expect(shown.slice(0, 19)).toBe(`${date}T${time}`);
});
