import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

type Slot = { start_time: string; end_time: string; starts_at: string; status: string };
type Slots = { date: string; timezone: string; total: number; available: number; slots: Slot[]; slot_duration_minutes: number };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const ask = (id: string, query = '', by = headers) =>
  call(app, 'GET', `/api/external/doctors/${id}/slots${query}`, { headers: by });
const slotsOf = async (id: string, query = '', by = headers) => dataOf<Slots>(await ask(id, query, by));
const dateIn = (zone: string, days: number) => Temporal.Now.plainDateISO(zone).add({ days }).toString();

/** Working every day at these hours. */
async function doctorAt(own: Tenant, from: string, to: string, options: { branchId?: string; minutes?: number } = {}) {
  const { id } = await own.doctor({ working: false, branchId: options.branchId ?? null });
  const body = {
    slot_duration_minutes: options.minutes ?? 30,
    weekly_schedule: [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      day_of_week: day,
      is_available: true,
      windows: [{ start_time: from, end_time: to }],
    })),
  };
  const path = `/api/external/doctors/${id}/availability`;
  const reply = await call(app, 'PUT', path, { headers: (await own.partnerKey()).headers, body });
  expect(reply.status).toBe(200);
  return { id, body };
}

async function book(own: Tenant, doctorId: string, startsAt: string, more: { status?: string; branchId?: string } = {}) {
  const patient = await own.patient();
  await app.sql(
    `INSERT INTO appointments (hospital_id, id, branch_id, patient_id, doctor_id, starts_at, ends_at, status, type)
     VALUES ($1, $2, $3, $4, $5, $6, $6::timestamptz + interval '30 minutes', $7, 'CONSULTATION')`,
    [own.hospitalId, newId(), more.branchId ?? null, patient.id, doctorId, startsAt, more.status ?? 'scheduled'],
  );
}

describe('GET /doctors/:doctor_id/slots', () => {
  it("200: tomorrow in the doctor's zone, local times and instants with its offset", async () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata']) {
      const branch = await tenant.branch({ timezone: zone });
      const { id } = await doctorAt(tenant, '09:00', '10:15', { branchId: branch.id });
      const before = dateIn(zone, 1);
      const day = await slotsOf(id);
      const { date } = day;
      expect([before, dateIn(zone, 1)]).toContain(date);
      const { offset } = Temporal.ZonedDateTime.from(`${date}T09:00[${zone}]`);
      expect(day).toEqual({
        doctor_id: id,
        date,
        timezone: zone,
        slot_duration_minutes: 30,
        total: 2,
        available: 2,
        slots: [
          { start_time: '09:00:00', end_time: '09:30:00', starts_at: `${date}T09:00:00.000${offset}`, status: 'AVAILABLE' },
          { start_time: '09:30:00', end_time: '10:00:00', starts_at: `${date}T09:30:00.000${offset}`, status: 'AVAILABLE' },
        ],
      });
    }
  });

  it('200: BOOKED where an appointment holds the time, whatever it became but cancelled or missed', async () => {
    const { id } = await doctorAt(tenant, '09:00', '11:00');
    const date = dateIn('Asia/Kolkata', 2);
    const at = (time: string) => `${date}T${time}+05:30`;
    await book(tenant, id, at('09:15'));
    await book(tenant, id, at('10:00'), { status: 'cancelled' });
    await book(tenant, id, at('10:00'), { status: 'no_show' });
    await book(tenant, id, at('10:30'), { status: 'completed' });
    const { slots, available, total } = await slotsOf(id, `?date=${date}`);
    expect(slots.map(({ status }) => status)).toEqual(['BOOKED', 'BOOKED', 'AVAILABLE', 'BOOKED']);
    expect([available, total]).toEqual([1, 4]);
  });

  it('200: what another branch has booked is BOOKED behind a branch lock too, and tells nothing else', async () => {
    const [north, south] = [await tenant.branch(), await tenant.branch()];
    const { id } = await doctorAt(tenant, '09:00', '10:00');
    const date = dateIn('Asia/Kolkata', 2);
    await book(tenant, id, `${date}T09:00+05:30`, { branchId: south.id });
    const { headers: locked } = await tenant.partnerKey({ branch_id: north.id });
    expect((await slotsOf(id, `?date=${date}`, locked)).slots.map(({ status }) => status)).toEqual(['BOOKED', 'AVAILABLE']);
  });

  it('200: PAST for what has begun, on an earlier date all of it', async () => {
    const { id } = await doctorAt(tenant, '09:00', '10:00');
    const date = dateIn('Asia/Kolkata', -7);
    await book(tenant, id, `${date}T09:00+05:30`);
    const { slots, available, total } = await slotsOf(id, `?date=${date}`);
    expect([slots.map(({ status }) => status), available, total]).toEqual([['PAST', 'PAST'], 0, 2]);
    const round = await tenant.doctor();
    const statuses = (await slotsOf(round.id, `?date=${dateIn('Asia/Kolkata', 0)}`)).slots.map(({ status }) => status);
    expect(statuses).toEqual([...statuses].sort().reverse());
  });

  it('200: a date of its own holds: closed, other hours until midnight, or the usual ones', async () => {
    const { id, body } = await doctorAt(tenant, '09:00', '10:00');
    const [closed, late, usual] = [3, 4, 5].map((days) => dateIn('Asia/Kolkata', days));
    const overrides = [
      { date: closed, is_available: false },
      { date: late, is_available: true, windows: [{ start_time: '23:00', end_time: '00:00' }] },
      { date: usual, is_available: true },
    ];
    await call(app, 'PUT', `/api/external/doctors/${id}/availability`, { headers, body: { ...body, overrides } });
    expect(await slotsOf(id, `?date=${closed}`)).toMatchObject({ total: 0, available: 0, slots: [] });
    expect((await slotsOf(id, `?date=${late}`)).slots.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
      ['23:00:00', '23:30:00'],
      ['23:30:00', '00:00:00'],
    ]);
    expect((await slotsOf(id, `?date=${usual}`)).total).toBe(2);
  });

  it('200: none of a doctor who is inactive, or has no availability', async () => {
    const { id } = await tenant.doctor();
    expect((await slotsOf(id)).total).toBe(48);
    await call(app, 'PATCH', `/api/external/doctors/${id}`, { headers, body: { status: 'INACTIVE' } });
    expect(await slotsOf(id)).toMatchObject({ total: 0, slots: [] });
    expect((await slotsOf((await tenant.doctor({ working: false })).id)).total).toBe(0);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '01-12-2026',
    '2026-12-01T00:00:00Z',
    '',
    'tomorrow',
    '1899-12-31',
    '1990-01-01',
    '2999-01-01',
    '9999-12-31',
  ])('400: date=%s', async (date) => {
    const reply = await ask((await tenant.doctor()).id, `?date=${date}`);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(reply.text).toContain('"date"');
  });

  it('404: a doctor who is deleted', async () => {
    const { id } = await tenant.doctor();
    await app.sql('UPDATE doctors SET deleted_at = now() WHERE id = $1', [id]);
    expect(outcome(await ask(id))).toBe('404 RESOURCE_NOT_FOUND');
  });
});

describe('days on which the clocks change', () => {
  const zone = 'Europe/Madrid';
  /** The next two changes: the hours of the offset's change, and the date. */
  const changes = () => {
    const first = Temporal.Now.zonedDateTimeISO(zone).add({ days: 2 }).getTimeZoneTransition('next');
    const second = first?.getTimeZoneTransition('next');
    return [first, second].map((change) => {
      if (!change) throw new Error(`${zone} no longer changes its clocks`);
      const before = change.subtract({ seconds: 1 });
      return { date: change.toPlainDate().toString(), forward: change.offsetNanoseconds > before.offsetNanoseconds };
    });
  };

  it('200: the hour that is left out has no slots, the one that comes twice has them once', async () => {
    const own = await newTenant(app, { timezone: zone });
    const key = (await own.partnerKey()).headers;
    const { id } = await doctorAt(own, '01:00', '04:00', { minutes: 60 });
    for (const { date, forward } of changes()) {
      const { slots } = await slotsOf(id, `?date=${date}`, key);
      const shown = slots.map(({ start_time: start, starts_at: at }) => `${start} ${at.slice(-6)}`);
      expect(shown).toEqual(
        forward ? ['01:00:00 +01:00', '03:00:00 +02:00'] : ['01:00:00 +02:00', '02:00:00 +02:00', '03:00:00 +01:00'],
      );
    }
  });
});
