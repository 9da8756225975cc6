import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/patients';
type Row = { id: string; name: string; phone: string; age: number | null; created_at: string; [field: string]: unknown };
type List = { total: number; results: Row[]; page: number; total_pages: number; next_cursor: string | null };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

const send = (method: string, path: string, body?: unknown) => call(app, method, path, { headers, body });

describe('GET /patients', () => {
  it('200: newest first, pages and cursor show everybody once, the total is exact', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    for (let i = 0; i < 7; i++) await own.patient({ name: `Patient ${i}` });
    const list = async (query: string) => dataOf<List>(await call(app, 'GET', `${PATH}?${query}`, { headers: key }));
    const all = await list('limit=100');
    expect([all.total, all.results.length, all.next_cursor]).toEqual([7, 7, null]);
    const instants = all.results.map((row) => row.created_at);
    expect(instants).toEqual([...instants].sort().reverse());
    const byPage = [
      ...(await list('limit=3')).results,
      ...(await list('limit=3&page=2')).results,
      ...(await list('limit=3&page=3')).results,
    ];
    const byCursor: Row[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const part: List = await list(`limit=3${cursor && `&cursor=${cursor}`}`);
      byCursor.push(...part.results);
      cursor = part.next_cursor;
    }
    expect(byPage).toEqual(all.results);
    expect(byCursor).toEqual(all.results);
    expect(await list('page=10000')).toMatchObject({ total: 7, results: [], total_pages: 1 });
  });

  it('200: found by name, national and international phone, and e-mail; accents count', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    const { phone } = await own.patient({ name: 'Álvaro Núñez', email: 'alvaro@example.com' });
    await own.patient({ name: 'Asha Menon' });
    for (const q of ['Álvaro', 'álv', 'Núñez', 'ál', phone, phone.slice(3), 'alvaro@example']) {
      const { total } = dataOf<List>(await call(app, 'GET', `${PATH}?q=${encodeURIComponent(q)}`, { headers: key }));
      expect(total, q).toBe(1);
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'page=0',
    'page=10001',
    'cursor=x',
    'status=active',
    'q=',
    'limit=1&limit=2',
    `q=${'a'.repeat(65)}`,
  ])('400: ?%s', async (query) => {
    expect(outcome(await send('GET', `${PATH}?${query}`))).toBe('400 VALIDATION_ERROR');
  });

  it('HEAD: the same headers and no body', async () => {
    const [get, head] = [await send('GET', PATH), await send('HEAD', PATH)];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });
});

describe('PATCH /patients/:id', () => {
  it('200: changes what is given, null clears, absence keeps', async () => {
    const { id } = await tenant.patient({ email: 'a@example.com' });
    const change = (body: object) => send('PATCH', `${PATH}/${id}`, body);
    expect(dataOf<Row>(await change({ address: 'A', gender: 'OTHER' }))).toMatchObject({
      address: 'A',
      gender: 'OTHER',
      email: 'a@example.com',
    });
    expect(dataOf<Row>(await change({ email: null, status: 'INACTIVE' }))).toMatchObject({
      email: null,
      address: 'A',
      status: 'INACTIVE',
    });
    expect(dataOf<Row>(await change({ phone: '9876500001' })).phone).toBe('+919876500001');
  });

  it('409: into the phone and name of somebody else; its own are no duplicate', async () => {
    const [a, b] = [await tenant.patient(), await tenant.patient({ name: 'Ravi Rao' })];
    expect(outcome(await send('PATCH', `${PATH}/${b.id}`, { name: a.name, phone: a.phone }))).toBe('409 DUPLICATE_RESOURCE');
    expect((await send('PATCH', `${PATH}/${b.id}`, { name: b.name, phone: b.phone })).status).toBe(200);
  });

  it('400: name, phone, gender and status cannot be cleared', async () => {
    const { id } = await tenant.patient();
    for (const field of ['name', 'phone', 'gender', 'status']) {
      expect(outcome(await send('PATCH', `${PATH}/${id}`, { [field]: null })), field).toBe('400 VALIDATION_ERROR');
    }
  });
});

it('a deleted patient is nowhere', async () => {
  const { id } = await tenant.patient();
  await app.sql('UPDATE patients SET deleted_at = now() WHERE id = $1', [id]);
  expect(outcome(await send('GET', `${PATH}/${id}`))).toBe('404 RESOURCE_NOT_FOUND');
  expect(outcome(await send('PATCH', `${PATH}/${id}`, { address: 'x' }))).toBe('404 RESOURCE_NOT_FOUND');
  expect((await send('GET', PATH)).text).not.toContain(id);
});

it('the audit log names every patient in the answer, and the permission that was used', async () => {
  const own = await newTenant(app);
  const key = await own.partnerKey({ permissions: ['patients:read'] });
  const shown = [await own.patient(), await own.patient()].map(({ id }) => id);
  const reply = await call(app, 'GET', `${PATH}?q=asha`, { headers: key.headers });
  const rows = await app.sql('SELECT * FROM audit_events WHERE request_id = $1', [reply.headers['x-request-id']]);
  expect(rows).toEqual([
    expect.objectContaining({
      action: 'patient.list',
      outcome: 'allowed',
      permission: 'patients:read',
      api_key_id: key.id,
      parameters: ['q'],
      field_group: 'contact',
      route: PATH,
    }),
  ]);
  expect((rows[0] as { patient_ids: string[] }).patient_ids.sort()).toEqual(shown.sort());
});
