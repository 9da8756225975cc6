import { beforeAll, describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const STATUSES = ['scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'];
type Seeded = { id: string; status: string; doctorId: string; patientId: string; startsAt: string; createdAt: string };
type Listed = { data: { id: string }[]; pagination: { page: number; limit: number; totalPages: number; totalItems: number } };

let app: TestApp;
let tenant: Tenant;
let headers: Headers;
const seeded: Seeded[] = [];

/** 36 appointments: of every status, three doctors and four patients, on nine days of India, some booked or begun at one instant. */
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.serverKey({ rate_tier: 'professional' })).headers;
  const doctors = await Promise.all(Array.from({ length: 3 }, async () => (await tenant.doctor()).id));
  const patients = await Promise.all(Array.from({ length: 4 }, async () => (await tenant.patient()).id));
  for (let i = 0; i < 36; i++) {
    const row = {
      status: STATUSES[(i * 5) % STATUSES.length] ?? '',
      doctorId: doctors[Math.floor(i / 9) % 3] ?? '',
      patientId: patients[(i * 7) % 4] ?? '',
      // Half past five hours before UTC's: half of them are on another day there.
      startsAt: new Date(Date.UTC(2026, 2, 1 + (i % 9), i < 18 ? 19 : 4)).toISOString(),
      createdAt: new Date(Date.UTC(2026, 1, 1 + ((i * 11) % 20))).toISOString(),
    };
    const { id } = await tenant.appointment(row);
    seeded.push({ ...row, id: toTypeId('appointment', id) });
  }
});

const list = async (query: string) => {
  const reply = await call(app, 'GET', `/v1/appointments?${query}`, { headers });
  expect(reply.status, reply.text).toBe(200);
  return reply.body as Listed;
};

const newestFirst = (a: Seeded, b: Seeded) => b.createdAt.localeCompare(a.createdAt) || (a.id < b.id ? 1 : -1);
const startsFirst = (a: Seeded, b: Seeded) => a.startsAt.localeCompare(b.startsAt) || (a.id < b.id ? -1 : 1);
const byStatus = (a: Seeded, b: Seeded) => (a.status < b.status ? -1 : a.status > b.status ? 1 : newestFirst(a, b));
const ORDERS: [string, (a: Seeded, b: Seeded) => number][] = [
  ['', newestFirst],
  ['-createdAt', newestFirst],
  ['createdAt', (a, b) => newestFirst(b, a)],
  ['dateTime', startsFirst],
  ['-dateTime', (a, b) => startsFirst(b, a)],
  ['status', byStatus],
  ['-status', (a, b) => byStatus(b, a)],
];

/** On the clock of India. */
const dayOf = ({ startsAt }: Seeded) => new Date(Date.parse(startsAt) + 5.5 * 3_600_000).toISOString().slice(0, 10);
const FILTERS: [string, (row: Seeded) => boolean][] = [
  ['', () => true],
  ['status=confirmed', ({ status }) => status === 'confirmed'],
  ['dateFrom=2026-03-03', (row) => dayOf(row) >= '2026-03-03'],
  ['dateTo=2026-03-04', (row) => dayOf(row) <= '2026-03-04'],
  [
    'dateFrom=2026-03-03&dateTo=2026-03-05&status=scheduled',
    (row) => dayOf(row) >= '2026-03-03' && dayOf(row) <= '2026-03-05' && row.status === 'scheduled',
  ],
];

describe.each(ORDERS)('sort=%s', (sort, order) => {
  it.each(FILTERS)('%s: all of them in order, page by page, with the exact total', async (filter, fits) => {
    const expected = seeded.filter(fits).sort(order);
    const found: string[] = [];
    const query = `limit=7&${sort && `sort=${sort}&`}${filter}`;
    for (let page = 1; page <= Math.ceil(expected.length / 7) + 1; page++) {
      const { data, pagination } = await list(`${query}&page=${page}`);
      found.push(...data.map(({ id }) => id));
      const totalPages = Math.ceil(expected.length / 7);
      expect(pagination).toEqual({ page, limit: 7, totalPages, totalItems: expected.length });
    }
    expect(found).toEqual(expected.map(({ id }) => id));
  });

  it('by doctor and by patient', async () => {
    for (const name of ['doctorId', 'patientId'] as const) {
      const [{ [name]: value } = { [name]: '' }] = seeded;
      const expected = seeded.filter((row) => row[name] === value).sort(order);
      const { data, pagination } = await list(`limit=100&${sort && `sort=${sort}&`}${name}=${value}`);
      expect(data.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(pagination.totalItems).toBe(expected.length);
    }
  });
});

it('behind a branch lock: the branch and rows without one, in every order', async () => {
  const [north, south] = [(await tenant.branch()).id, (await tenant.branch()).id];
  const { headers: locked } = await tenant.serverKey({ branch_id: north });
  const doctor = (await tenant.doctor()).id;
  const make = async (branchId: string | null, hour: number) =>
    toTypeId(
      'appointment',
      (await tenant.appointment({ branchId, doctorId: doctor, startsAt: `2026-05-01T0${hour}:00:00Z` })).id,
    );
  const [second, first] = [await make(north, 2), await make(null, 1)];
  await make(south, 3);
  const ask = async (sort: string) => {
    const reply = await call(app, 'GET', `/v1/appointments?doctorId=${doctor}&sort=${sort}`, { headers: locked });
    expect((reply.body as Listed).pagination.totalItems).toBe(2);
    return dataOf<{ id: string }[]>(reply).map(({ id }) => id);
  };
  expect(await ask('dateTime')).toEqual([first, second]);
  expect(await ask('-dateTime')).toEqual([second, first]);
  expect(await ask('-createdAt')).toEqual([first, second]);
});

it.each([
  'sort=doctorName',
  'sort=-',
  'sort=--createdAt',
  'sort=created_at',
  'status=BOOKED',
  'cursor=x',
  'include=patient',
  'q=a',
])('400: %s', async (query) => {
  expect(outcome(await call(app, 'GET', `/v1/appointments?${query}`, { headers }))).toBe('400 VALIDATION_ERROR');
});

it('/me takes the same filters and orders', async () => {
  const person = await tenant.person('doctor');
  const doctorId = person.doctorId ?? '';
  const make = async (hour: number, status: string) =>
    toTypeId('appointment', (await tenant.appointment({ doctorId, status, startsAt: `2026-06-01T0${hour}:00:00Z` })).id);
  const [late, early, done] = [await make(3, 'scheduled'), await make(1, 'scheduled'), await make(2, 'completed')];
  const ask = async (query: string) => {
    const reply = await call(app, 'GET', `/v1/appointments/me?${query}`, { headers: person.headers });
    return dataOf<{ id: string }[]>(reply).map(({ id }) => id);
  };
  expect(await ask('')).toEqual([done, early, late]);
  expect(await ask('sort=dateTime')).toEqual([early, done, late]);
  expect(await ask('status=completed')).toEqual([done]);
  expect(await ask('dateFrom=2026-06-02')).toEqual([]);
});
