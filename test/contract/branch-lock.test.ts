import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../support/app';
import { newPhone, newTenant, type Tenant } from '../support/factory';
import { call, dataOf, outcome } from './support/call';

const PATH = '/api/external/patients';
type Row = { id: string; branch_id: string | null };
type List = { total: number; results: Row[]; next_cursor: string | null };

let app: TestApp;
let tenant: Tenant;
let north: string;
let south: string;
let headers: Record<string, string>;
const patients = { north: '', south: '', none: '' };

/** A key that is locked to the northern branch; patients of it, of the southern one and of none. */
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  [north, south] = [(await tenant.branch()).id, (await tenant.branch()).id];
  headers = (await tenant.partnerKey({ branch_id: north })).headers;
  patients.north = (await tenant.patient({ branchId: north, name: 'Asha North' })).id;
  patients.south = (await tenant.patient({ branchId: south, name: 'Asha South' })).id;
  patients.none = (await tenant.patient({ name: 'Asha None' })).id;
});

const send = (method: string, path: string, body?: unknown) => call(app, method, path, { headers, body });

describe('a key that is locked to a branch (contract section 1, rule 5)', () => {
  it.each([
    ['no filter', () => ''],
    ['its own branch', () => `?branch_id=${north}`],
    ['another branch, which is ignored', () => `?branch_id=${south}`],
    ['a search', () => '?q=asha'],
    ['a search by the beginning', () => '?q=as'],
    ['a search for a name that only another branch has', () => '?q=asha&status=ACTIVE'],
  ])('lists its own patients only: %s', async (_name, query) => {
    const { results, total } = dataOf<List>(await send('GET', PATH + query()));
    expect(total).toBe(results.length);
    expect(results.map((row) => row.branch_id)).toEqual(results.map(() => north));
    expect(results.map((row) => row.id)).toContain(patients.north);
  });

  it.each(['south', 'none'] as const)('neither reads nor changes a patient of: %s', async (which) => {
    const path = `${PATH}/${patients[which]}`;
    expect(outcome(await send('GET', path))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await send('PATCH', path, { address: 'x' }))).toBe('404 RESOURCE_NOT_FOUND');
    expect(await app.sql('SELECT address FROM patients WHERE id = $1', [patients[which]])).toEqual([{ address: null }]);
  });

  it('reads and changes its own', async () => {
    expect((await send('GET', `${PATH}/${patients.north}`)).status).toBe(200);
    expect((await send('PATCH', `${PATH}/${patients.north}`, { address: '14 Carter Road' })).status).toBe(200);
  });

  it('adds into its branch, said or not; into no other and into none', async () => {
    const add = (more: object) => send('POST', PATH, { name: 'Ravi Rao', phone: newPhone(), ...more });
    for (const more of [{}, { branch_id: north }]) {
      const { patient_id: id } = dataOf<{ patient_id: string }>(await add(more));
      expect(await app.sql('SELECT branch_id FROM patients WHERE id = $1', [id])).toEqual([{ branch_id: north }]);
    }
    expect(outcome(await add({ branch_id: south }))).toBe('404 RESOURCE_NOT_FOUND');
    // Null is not said: the key's own branch is meant, as if the field were away.
    expect((await add({ branch_id: null })).status).toBe(201);
  });

  it('moves no patient out of its branch', async () => {
    const path = `${PATH}/${patients.north}`;
    expect(outcome(await send('PATCH', path, { branch_id: south }))).toBe('404 RESOURCE_NOT_FOUND');
    expect(outcome(await send('PATCH', path, { branch_id: null }))).toBe('400 VALIDATION_ERROR');
  });

  it('looks for duplicates among its own only, and so learns of no other', async () => {
    const elsewhere = await tenant.patient({ branchId: south, name: 'Maria Paz' });
    const body = { name: elsewhere.name, phone: elsewhere.phone };
    expect(outcome(await send('POST', PATH, body))).toBe('201');
    expect(outcome(await send('POST', PATH, body))).toBe('409 DUPLICATE_RESOURCE');
  });

  it('assigns a doctor of its branch or of none, not of another', async () => {
    const path = `${PATH}/${patients.north}`;
    const doctors = {
      north: await tenant.doctor({ branchId: north }),
      none: await tenant.doctor(),
      south: await tenant.doctor({ branchId: south }),
    };
    expect((await send('PATCH', path, { doctor_id: doctors.north.id })).status).toBe(200);
    expect((await send('PATCH', path, { doctor_id: doctors.none.id })).status).toBe(200);
    expect(outcome(await send('PATCH', path, { doctor_id: doctors.south.id }))).toBe('404 RESOURCE_NOT_FOUND');
  });

  it('says so in /me, and may still renew its token', async () => {
    expect(dataOf<{ branch_id: string }>(await send('GET', '/api/external/me')).branch_id).toBe(north);
    expect((await send('POST', '/api/external/token')).status).toBe(201);
  });
});

it('a key without a lock sees them all, and its filter filters', async () => {
  const free = (await tenant.partnerKey()).headers;
  const list = async (query: string) => dataOf<List>(await call(app, 'GET', PATH + query, { headers: free }));
  expect((await list('')).results.map((row) => row.id)).toEqual(expect.arrayContaining(Object.values(patients)));
  expect((await list(`?branch_id=${south}`)).results.every((row) => row.branch_id === south)).toBe(true);
});
