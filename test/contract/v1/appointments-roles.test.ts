import { beforeAll, describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { maskOf, type RoleAction, reachOf } from '@/shared/role-table';
import { ROLES, type Role } from '@/shared/roles';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Person, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

/** The person's own, somebody else's of the hospital, another hospital's. */
const WHOSE = ['own', 'other', 'foreign'] as const;
type Whose = (typeof WHOSE)[number];

const PATH = '/v1/appointments';

let app: TestApp;
let tenant: Tenant;
let foreign: Tenant;
const people = new Map<Role, Person>();
beforeAll(async () => {
  app = await sharedApp();
  [tenant, foreign] = [await newTenant(app), await newTenant(app)];
  for (const role of ROLES) people.set(role, await tenant.person(role));
});

const personOf = (role: Role) => people.get(role) as Person;

/** Of who has no record, own is as good as anybody's. */
function appointmentOf(role: Role, whose: Whose, startsAt?: string) {
  const { patientId, doctorId } = personOf(role);
  const own = whose === 'own' ? { ...(patientId && { patientId }), ...(doctorId && { doctorId }) } : {};
  return (whose === 'foreign' ? foreign : tenant).appointment({ ...own, ...(startsAt && { startsAt }) });
}

/** What the table says of an operation on one record: undefined where it lets it. */
function refusalOf(role: Role, action: RoleAction, whose: Whose): string | undefined {
  const reach = reachOf(role, action);
  if (reach === 'none') return '403 FORBIDDEN';
  if (whose === 'foreign' || (whose === 'other' && reach !== 'hospital')) return '404 RESOURCE_NOT_FOUND';
  return undefined;
}

const send = async (role: Role, method: string, path: string, body?: object) =>
  call(app, method, PATH + path, { headers: personOf(role).headers, ...(body && { body }) });

const CELLS = ROLES.flatMap((role) => WHOSE.map((whose) => [role, whose] as const));

describe.each(CELLS)('a %s, of %s', (role, whose) => {
  it('reads', async () => {
    const { id } = await appointmentOf(role, whose);
    expect(outcome(await send(role, 'GET', `/${id}`))).toBe(refusalOf(role, 'appointments.read', whose) ?? '200');
  });

  it('deletes', async () => {
    const { id } = await appointmentOf(role, whose);
    expect(outcome(await send(role, 'DELETE', `/${id}`))).toBe(refusalOf(role, 'appointments.delete', whose) ?? '204');
  });

  it('books for whom', async () => {
    const { patientId } = await appointmentOf(role, whose);
    const body = { patientId, doctorId: (await tenant.doctor()).id, dateTime: '2027-01-04T04:30:00Z' };
    expect(outcome(await send(role, 'POST', '', body))).toBe(refusalOf(role, 'appointments.create', whose) ?? '201');
  });

  it('changes each field, or is told by name that the role may not', async () => {
    const { changeable } = maskOf(role, 'appointments');
    const fields: Record<string, unknown> = {
      patientId: (await tenant.patient()).id,
      doctorId: (await tenant.doctor()).id,
      dateTime: '2027-01-04T04:30:00Z',
      durationMinutes: 20,
      type: 'VIDEO',
      reason: 'Pain',
      notes: null,
      status: 'cancelled',
    };
    for (const [name, value] of Object.entries(fields)) {
      const { id } = await appointmentOf(role, whose);
      const reply = await send(role, 'PATCH', `/${id}`, { [name]: value });
      const refusal = refusalOf(role, 'appointments.update', whose);
      const masked = changeable !== null && !changeable.includes(name);
      expect([name, outcome(reply)]).toEqual([name, masked ? '403 FORBIDDEN' : (refusal ?? '200')]);
      if (masked) expect(reply.body).toMatchObject({ error: { details: { [name]: expect.any(String) } } });
    }
  });

  it('replaces only if every field is the role’s to change', async () => {
    const { id, patientId, doctorId } = await appointmentOf(role, whose);
    const body =
      whose === 'foreign'
        ? { patientId: (await tenant.patient()).id, doctorId: (await tenant.doctor()).id, dateTime: '2027-01-04T04:30:00Z' }
        : { patientId, doctorId, dateTime: '2027-01-04T04:30:00Z' };
    const masked = maskOf(role, 'appointments').changeable !== null;
    const expected = masked ? '403 FORBIDDEN' : (refusalOf(role, 'appointments.update', whose) ?? '200');
    expect(outcome(await send(role, 'PUT', `/${id}`, body))).toBe(expected);
  });
});

describe.each(ROLES)('the lists of a %s', (role) => {
  it.each(['', '/me'])('%s hold what the role reaches, also by a filter for what it does not', async (path) => {
    const own = await appointmentOf(role, 'own');
    const other = await appointmentOf(role, 'other');
    const list = await send(role, 'GET', `${path}?limit=100`);
    const reach = reachOf(role, path === '' ? 'appointments.list' : 'appointments.listOwn');
    if (reach === 'none') return expect(outcome(list)).toBe('403 FORBIDDEN');
    const ids = dataOf<{ id: string }[]>(list).map(({ id }) => id);
    expect(ids).toContain(toTypeId('appointment', own.id));
    expect(ids.includes(toTypeId('appointment', other.id))).toBe(reach === 'hospital');
    if (path === '/me' || reach === 'hospital') return;
    for (const filter of [
      `patientId=${other.patientId}&doctorId=${other.doctorId}`,
      `doctorId=${(await tenant.doctor()).id}`,
    ]) {
      expect(dataOf(await send(role, 'GET', `?${filter}`))).toEqual([]);
    }
  });
});

describe('a patient', () => {
  const soon = () => new Date(Date.now() + 60_000).toISOString();

  it('cancels only, and before the start only', async () => {
    const { id } = await appointmentOf('patient', 'own', soon());
    for (const status of ['confirmed', 'in_progress', 'completed', 'no_show', 'scheduled']) {
      expect(outcome(await send('patient', 'PATCH', `/${id}`, { status })), status).toBe('403 FORBIDDEN');
    }
    expect(dataOf(await send('patient', 'PATCH', `/${id}`, { status: 'cancelled' }))).toMatchObject({ status: 'cancelled' });
    expect(outcome(await send('patient', 'PATCH', `/${id}`, { status: 'cancelled' }))).toBe('409 INVALID_STATUS_TRANSITION');
    const begun = await appointmentOf('patient', 'own', new Date(Date.now() - 1_000).toISOString());
    expect(outcome(await send('patient', 'PATCH', `/${begun.id}`, { status: 'cancelled' }))).toBe('403 FORBIDDEN');
  });

  it('is told of a time that is taken without learning by whom', async () => {
    const taken = await appointmentOf('patient', 'other');
    const body = { patientId: personOf('patient').patientId, doctorId: taken.doctorId, dateTime: taken.startsAt };
    const reply = await send('patient', 'POST', '', body);
    expect(outcome(reply)).toBe('409 SLOT_TAKEN');
    for (const id of [taken.id, taken.patientId]) expect(reply.text).not.toContain(id);
  });
});

it('a person whose role has changed has the new one’s rights at once', async () => {
  const person = await tenant.person('receptionist');
  const { id } = await tenant.appointment();
  const read = () => call(app, 'GET', `${PATH}/${id}`, { headers: person.headers });
  expect((await read()).status).toBe(200);
  const { patientId } = personOf('patient');
  await app.sql(`UPDATE users SET role = 'patient', patient_id = $2 WHERE id = $1`, [person.id, patientId]);
  await expect.poll(async () => outcome(await read()), { interval: 5, timeout: 1000 }).toBe('404 RESOURCE_NOT_FOUND');
});
