import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/branches';
type Row = { id: string; name: string; timezone: string; created_at: string; [field: string]: unknown };
type List = { total: number; results: Row[]; next_cursor: string | null };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const send = (method: string, path: string, body?: unknown) => call(app, method, path, { headers, body });
const paths = (reply: { body: unknown }) => (reply.body as { details: { path: string }[] }).details.map(({ path }) => path);
const open = (day: number, start: string, end: string) => ({
  day_of_week: day,
  is_open: true,
  start_time: start,
  end_time: end,
});

describe('POST /branches', () => {
  it("201: a name is enough; the zone is then the hospital's", async () => {
    const reply = await send('POST', PATH, { name: 'Andheri' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ success: true, message: 'Branch created successfully' });
    const row = dataOf<Row>(reply);
    expect(row).toEqual({
      id: row.id,
      name: 'Andheri',
      location: null,
      landmark: null,
      caller_number: null,
      outbound_number: null,
      status: 'ACTIVE',
      timezone: 'Asia/Kolkata',
      operating_hours: [],
      created_at: row.created_at,
      updated_at: row.created_at,
    });
    expect(dataOf<Row>(await send('GET', `${PATH}/${row.id}`))).toEqual(row);
    expect(await app.sql('SELECT timezone FROM branches WHERE id = $1', [row.id])).toEqual([{ timezone: null }]);
  });

  it('201: with every field; phones in E.164, hours by day as HH:MM:SS, instants in its zone', async () => {
    const row = dataOf<Row>(
      await send('POST', PATH, {
        name: 'Chapinero',
        location: 'Carrera 13 # 54-30',
        landmark: 'Frente al parque',
        caller_number: '022 6145 0100',
        outbound_number: '+576012450190',
        status: 'INACTIVE',
        timezone: 'America/Bogota',
        operating_hours: [
          { day_of_week: 7, is_open: false },
          open(2, '00:00', '00:00'),
          open(1, '07:00', '20:30:15'),
          { ...open(3, '09:00', '08:00'), is_open: false },
        ],
      }),
    );
    expect(row).toMatchObject({
      caller_number: '+912261450100',
      outbound_number: '+576012450190',
      status: 'INACTIVE',
      timezone: 'America/Bogota',
      operating_hours: [
        open(1, '07:00:00', '20:30:15'),
        open(2, '00:00:00', '00:00:00'),
        { ...open(3, '09:00:00', '08:00:00'), is_open: false },
        { day_of_week: 7, is_open: false, start_time: null, end_time: null },
      ],
    });
    expect(row.created_at).toMatch(/-05:00$/);
    // The hours as they were read may be sent back.
    const again = await send('PATCH', `${PATH}/${row.id}`, { operating_hours: row.operating_hours });
    expect(dataOf<Row>(again).operating_hours).toEqual(row.operating_hours);
  });

  it.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['a location that is a number', { location: 7 }, 'location'],
    ['a landmark of 201 characters', { landmark: 'a'.repeat(201) }, 'landmark'],
    ['a number that is none', { caller_number: '12345' }, 'caller_number'],
    ['a number with letters', { outbound_number: '9876x' }, 'outbound_number'],
    ['a status of its own', { status: 'OPEN' }, 'status'],
    ['a zone that is none', { timezone: 'Mars/Olympus' }, 'timezone'],
    ['a zone that is an offset', { timezone: '+05:30' }, 'timezone'],
    ['hours that are no list', { operating_hours: {} }, 'operating_hours'],
    ['eight days', { operating_hours: Array(8).fill({ day_of_week: 1, is_open: false }) }, 'operating_hours'],
    ['day 0', { operating_hours: [open(0, '09:00', '10:00')] }, 'operating_hours.0.day_of_week'],
    [
      'a day twice',
      { operating_hours: [open(1, '09:00', '10:00'), open(1, '11:00', '12:00')] },
      'operating_hours.1.day_of_week',
    ],
    ['24:00', { operating_hours: [open(1, '09:00', '24:00')] }, 'operating_hours.0.end_time'],
    ['an hour of one digit', { operating_hours: [open(1, '9:00', '10:00')] }, 'operating_hours.0.start_time'],
    ['an end before the start', { operating_hours: [open(1, '10:00', '09:00')] }, 'operating_hours.0.end_time'],
    ['an end at the start', { operating_hours: [open(1, '10:00', '10:00')] }, 'operating_hours.0.end_time'],
    ['an open day without a start', { operating_hours: [{ day_of_week: 1, is_open: true }] }, 'operating_hours.0.start_time'],
    ['an unknown field of a day', { operating_hours: [{ ...open(1, '09:00', '10:00'), x: 1 }] }, 'operating_hours.0.x'],
    ['an unknown field', { phone: '9876543210' }, 'phone'],
  ])('400: %s', async (_name, more, field) => {
    const reply = await send('POST', PATH, { name: 'Andheri', ...more });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(paths(reply)).toContain(field);
  });
});

describe('GET /branches', () => {
  it('200: newest first, by status, found by name and location', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    const make = (body: object) => call(app, 'POST', PATH, { headers: key, body });
    await make({ name: 'Mumbai – Andheri', location: 'Veera Desai Road' });
    await make({ name: 'Bogotá – Chapinero', location: 'Carrera 13', status: 'INACTIVE' });
    const names = async (query: string) => {
      const { total, results } = dataOf<List>(await call(app, 'GET', PATH + query, { headers: key }));
      expect(total).toBe(results.length);
      return results.map(({ name }) => name[0]);
    };
    expect(await names('')).toEqual(['B', 'M']);
    expect(await names('?status=ACTIVE')).toEqual(['M']);
    for (const q of ['CHAP', 'bogotá', 'carrera', 'bo', 'ca']) {
      expect(await names(`?q=${encodeURIComponent(q)}`), q).toEqual(['B']);
    }
    expect(await names('?q=bogot%C3%A1&status=ACTIVE')).toEqual([]);
    expect(await names('?q=%25')).toEqual([]);
    const first = dataOf<List>(await call(app, 'GET', `${PATH}?limit=1`, { headers: key }));
    const rest = dataOf<List>(await call(app, 'GET', `${PATH}?limit=1&cursor=${first.next_cursor}`, { headers: key }));
    expect([first.total, rest.results[0]?.name[0], rest.next_cursor]).toEqual([2, 'M', null]);
  });

  it.each(['limit=0', 'page=0', 'status=OPEN', 'q=', 'location=x', 'cursor=x'])('400: ?%s', async (query) => {
    expect(outcome(await send('GET', `${PATH}?${query}`))).toBe('400 VALIDATION_ERROR');
  });
});

describe('PATCH /branches/:id', () => {
  it('200: changes what is given, null clears, absence keeps', async () => {
    const hours = [open(1, '09:00', '17:00')];
    const body = { name: 'Andheri', location: 'A', timezone: 'Europe/Madrid', operating_hours: hours };
    const { id } = dataOf<Row>(await send('POST', PATH, body));
    const change = async (changes: object) => dataOf<Row>(await send('PATCH', `${PATH}/${id}`, changes));
    expect(await change({ landmark: 'B', caller_number: '9876543210' })).toMatchObject({
      location: 'A',
      landmark: 'B',
      caller_number: '+919876543210',
      timezone: 'Europe/Madrid',
      operating_hours: [open(1, '09:00:00', '17:00:00')],
    });
    const cleared = { location: null, caller_number: null, timezone: null, operating_hours: null };
    expect(await change(cleared)).toMatchObject({
      location: null,
      landmark: 'B',
      caller_number: null,
      timezone: 'Asia/Kolkata',
      operating_hours: [],
    });
    expect((await change({ status: 'INACTIVE' })).status).toBe('INACTIVE');
  });

  it.each([{ name: null }, { status: null }, { outbound_number: '12345' }, { timezone: '' }])('400: %o', async (body) => {
    const { id } = await tenant.branch();
    const reply = await send('PATCH', `${PATH}/${id}`, body);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(paths(reply)).toEqual(Object.keys(body));
  });
});

it('a key that is locked to a branch sees and changes that one alone, and adds none', async () => {
  const [own, other] = [await tenant.branch(), await tenant.branch()];
  const { headers: locked } = await tenant.partnerKey({ branch_id: own.id });
  const ask = (method: string, path: string, body?: unknown) => call(app, method, PATH + path, { headers: locked, body });
  for (const query of ['', '?q=branch', '?status=ACTIVE']) {
    expect(dataOf<List>(await ask('GET', query))).toMatchObject({ total: 1, results: [{ id: own.id }] });
  }
  expect((await ask('PATCH', `/${own.id}`, { landmark: 'x' })).status).toBe(200);
  expect(outcome(await ask('GET', `/${other.id}`))).toBe('404 RESOURCE_NOT_FOUND');
  expect(outcome(await ask('PATCH', `/${other.id}`, { landmark: 'x' }))).toBe('404 RESOURCE_NOT_FOUND');
  expect(outcome(await ask('POST', '', { name: 'Andheri' }))).toBe('403 FORBIDDEN');
  expect(await app.sql('SELECT landmark FROM branches WHERE id = $1', [other.id])).toEqual([{ landmark: null }]);
});
