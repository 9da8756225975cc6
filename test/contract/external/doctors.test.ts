import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/doctors';
type Row = { id: string; name: string; created_at: string; [field: string]: unknown };
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
const add = async (body: object) => dataOf<Row>(await send('POST', PATH, { name: 'Dr Kavita Rao', ...body }));
const paths = (reply: { body: unknown }) => (reply.body as { details: { path: string }[] }).details.map(({ path }) => path);

describe('GET /doctors', () => {
  it('200: newest first, pages and cursor show everybody once; the total is exact', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    for (let i = 0; i < 5; i++) await own.doctor();
    const gone = await own.doctor();
    await app.sql('UPDATE doctors SET deleted_at = now() WHERE id = $1', [gone.id]);
    const list = async (query: string) => dataOf<List>(await call(app, 'GET', `${PATH}?${query}`, { headers: key }));
    const all = await list('limit=100');
    expect([all.total, all.results.length, all.next_cursor]).toEqual([5, 5, null]);
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.next_cursor}`);
    const third = await list('limit=2&page=3');
    expect([...first.results, ...second.results, ...third.results]).toEqual(all.results);
    expect(await list('page=9')).toMatchObject({ total: 5, results: [] });
  });

  it('200: by status and branch, together and with a search', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    const branch = await own.branch();
    const make = (body: object) => call(app, 'POST', PATH, { headers: key, body });
    await make({ name: 'Dr A', branch_id: branch.id });
    await make({ name: 'Dr B', branch_id: branch.id, status: 'INACTIVE' });
    await make({ name: 'Dr C', status: 'INACTIVE' });
    const names = async (query: string) => {
      const { total, results } = dataOf<List>(await call(app, 'GET', `${PATH}?${query}`, { headers: key }));
      expect(total).toBe(results.length);
      return results.map(({ name }) => name);
    };
    expect(await names('status=INACTIVE')).toEqual(['Dr C', 'Dr B']);
    expect(await names(`branch_id=${branch.id}`)).toEqual(['Dr B', 'Dr A']);
    expect(await names(`branch_id=${branch.id}&status=INACTIVE&q=dr%20b`)).toEqual(['Dr B']);
    expect(await names(`branch_id=${branch.id}&q=dr%20c`)).toEqual([]);
  });

  it('200: found by name however written, phone, e-mail and specialty', async () => {
    const own = await newTenant(app);
    const key = (await own.partnerKey()).headers;
    const phone = newPhone();
    // The name in two spaces and decomposed letters, as some keyboards write it.
    const name = 'Dr  José Núñez'.normalize('NFD');
    await call(app, 'POST', PATH, { headers: key, body: { name, phone, email: 'JN@example.com', specialty: 'Cardiology' } });
    await own.doctor();
    for (const q of ['dr josé', 'NÚÑEZ', 'dr', phone, phone.slice(3), 'jn@EXAMPLE', 'cardio', 'ca']) {
      const { total } = dataOf<List>(await call(app, 'GET', `${PATH}?q=${encodeURIComponent(q)}`, { headers: key }));
      expect(total, q).toBe(q === 'dr' ? 2 : 1);
    }
    for (const q of ['%', '_____', 'kavita', '\\']) {
      const { total } = dataOf<List>(await call(app, 'GET', `${PATH}?q=${encodeURIComponent(q)}`, { headers: key }));
      expect(total, q).toBe(0);
    }
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=abc',
    'page=0',
    'page=1000000000000',
    'cursor=x',
    'status=active',
    'status=ACTIVE&status=INACTIVE',
    'branch_id=x',
    'q=',
    `q=${'a'.repeat(65)}`,
    'specialty=Cardiology',
  ])('400: ?%s', async (query) => {
    expect(outcome(await send('GET', `${PATH}?${query}`))).toBe('400 VALIDATION_ERROR');
  });
});

describe('PATCH /doctors/:id', () => {
  it('200: changes what is given, null clears, absence keeps', async () => {
    const { id } = await add({ specialty: 'Cardiology', op_fee: 800, currency: 'EUR', license_number: `L ${newPhone()}` });
    const change = async (body: object) => dataOf<Row>(await send('PATCH', `${PATH}/${id}`, body));
    expect(await change({ op_fee: 0, status: 'INACTIVE' })).toMatchObject({
      op_fee: 0,
      currency: 'EUR',
      specialty: 'Cardiology',
      status: 'INACTIVE',
    });
    const cleared = { specialty: null, op_fee: null, currency: null, license_number: null };
    expect(await change(cleared)).toMatchObject({ specialty: null, op_fee: null, currency: 'INR' });
    expect(await app.sql('SELECT license_number, currency FROM doctors WHERE id = $1', [id])).toEqual([
      { license_number: null, currency: null },
    ]);
    const branch = await tenant.branch();
    expect((await change({ branch_id: branch.id })).branch_id).toBe(branch.id);
    expect((await change({ branch_id: null })).branch_id).toBeNull();
  });

  it.each([
    { name: null },
    { status: null },
    { password: 'correct horse' },
    { op_fee: '1' },
    { phone: '1' },
    { phone: '12345' },
    { bio: '' },
  ])('400: %o', async (body) => {
    const { id } = await tenant.doctor();
    const reply = await send('PATCH', `${PATH}/${id}`, body);
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(paths(reply)).toEqual(Object.keys(body));
  });

  it('409: the licence of another one; its own is no duplicate', async () => {
    const license = `L ${newPhone()}`;
    const [a, b] = [await add({ license_number: license }), await add({})];
    const reply = await send('PATCH', `${PATH}/${b.id}`, { license_number: license });
    expect(outcome(reply)).toBe('409 DUPLICATE_RESOURCE');
    expect(reply.text).toContain(a.id);
    expect((await send('PATCH', `${PATH}/${a.id}`, { license_number: license })).status).toBe(200);
  });

  it('404: a branch that is not there; a doctor who is deleted', async () => {
    const { id } = await tenant.doctor();
    const branch = await (await newTenant(app)).branch();
    expect(outcome(await send('PATCH', `${PATH}/${id}`, { branch_id: branch.id }))).toBe('404 RESOURCE_NOT_FOUND');
    await app.sql('UPDATE doctors SET deleted_at = now() WHERE id = $1', [id]);
    expect(outcome(await send('PATCH', `${PATH}/${id}`, { bio: 'x' }))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await send('GET', `${PATH}/${id}`))).toBe('404 RESOURCE_NOT_FOUND');
  });
});

describe('a key that is locked to a branch', () => {
  let north: string;
  let south: string;
  let locked: Record<string, string>;
  const doctors = { north: '', south: '', none: '' };
  beforeAll(async () => {
    const own = await newTenant(app);
    [north, south] = [(await own.branch()).id, (await own.branch()).id];
    locked = (await own.partnerKey({ branch_id: north })).headers;
    doctors.north = (await own.doctor({ branchId: north })).id;
    doctors.south = (await own.doctor({ branchId: south })).id;
    doctors.none = (await own.doctor()).id;
    await app.sql(`UPDATE doctors SET license_number = 'SOUTH' WHERE id = $1`, [doctors.south]);
  });
  const ask = (method: string, path: string, body?: unknown) => call(app, method, PATH + path, { headers: locked, body });

  it('lists its own doctors and those of no branch, whatever branch is asked for', async () => {
    for (const query of ['', `?branch_id=${north}`, `?branch_id=${south}`, '?q=dr%20', '?limit=1', '?status=ACTIVE']) {
      const { total, results } = dataOf<List>(await ask('GET', query));
      expect(total, query).toBe(2);
      const seen = query === '?limit=1' ? [doctors.none] : [doctors.none, doctors.north];
      expect(results.map(({ id }) => id)).toEqual(seen);
    }
  });

  it('changes its own; reads one of no branch (403 for a change); knows nothing of another branch', async () => {
    expect((await ask('PATCH', `/${doctors.north}`, { bio: 'x' })).status).toBe(200);
    expect((await ask('GET', `/${doctors.none}`)).status).toBe(200);
    expect(outcome(await ask('PATCH', `/${doctors.none}`, { bio: 'x' }))).toBe('403 FORBIDDEN');
    expect(outcome(await ask('GET', `/${doctors.south}`))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await ask('PATCH', `/${doctors.south}`, { bio: 'x' }))).toBe('404 RESOURCE_NOT_FOUND');
    const written = await app.sql('SELECT id FROM doctors WHERE bio IS NOT NULL AND id = ANY ($1)', [Object.values(doctors)]);
    expect(written).toEqual([{ id: doctors.north }]);
  });

  it('adds to its branch, said or not, and to no other; moves none out of it', async () => {
    for (const body of [{ name: 'Dr X' }, { name: 'Dr X', branch_id: north }, { name: 'Dr X', branch_id: null }]) {
      const { id, branch_id: branchId } = dataOf<Row>(await ask('POST', '', body));
      expect(branchId).toBe(north);
      await app.sql('UPDATE doctors SET deleted_at = now() WHERE id = $1', [id]);
    }
    expect(outcome(await ask('POST', '', { name: 'Dr X', branch_id: south }))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await ask('PATCH', `/${doctors.north}`, { branch_id: south }))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await ask('PATCH', `/${doctors.north}`, { branch_id: null }))).toBe('400 VALIDATION_ERROR');
  });

  it('409: a licence of another branch, of whose doctor it learns nothing', async () => {
    for (const reply of [
      await ask('POST', '', { name: 'Dr X', license_number: 'SOUTH' }),
      await ask('PATCH', `/${doctors.north}`, { license_number: 'SOUTH' }),
    ]) {
      expect(outcome(reply)).toBe('409 DUPLICATE_RESOURCE');
      expect(reply.text).not.toContain(doctors.south);
    }
  });
});
