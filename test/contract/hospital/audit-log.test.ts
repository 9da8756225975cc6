import { describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { type AuditRowOptions, addAuditRow } from '../support/audit-rows';
import { call, dataOf, outcome } from '../support/call';

type Row = { id: string; action: string; occurred_at: string };
type Page = { results: Row[]; limit: number; next_cursor: string | null };

const pathOf = (tenant: Tenant, query = '') => `/api/hospitals/${tenant.hospitalId}/audit-log?${query}`;

/** A hospital whose old log is known, with a reader of it. */
async function logOf(...rows: AuditRowOptions[]) {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = tenant.admin;
  const ids: string[] = [];
  for (const row of rows) ids.push(await addAuditRow(app, tenant.hospitalId, row));
  const read = async (query: string) => {
    const reply = await call(app, 'GET', pathOf(tenant, query), { headers });
    expect(reply.status, reply.text).toBe(200);
    return dataOf<Page>(reply);
  };
  const found = async (query: string) => (await read(query)).results.map(({ id }) => ids.indexOf(id));
  return { app, tenant, headers, ids, read, found };
}

describe('a row', () => {
  it('says everything that the log has, with names and the offset of the hospital', async () => {
    const { app, tenant, read } = await logOf();
    const key = await tenant.partnerKey({ name: 'Front desk' });
    const patient = newId();
    const id = await addAuditRow(app, tenant.hospitalId, { key: key.id, patients: [patient], changes: { name: 'changed' } });
    await app.sql(`INSERT INTO audit_repeats (audit_event_id, hospital_id, occurrences, last_at) VALUES ($1, $2, 7, now())`, [
      id,
      tenant.hospitalId,
    ]);
    const { results } = await read(`key_id=${key.id}`);
    expect(results).toEqual([
      {
        id,
        occurred_at: '2026-03-01T15:30:00.000+05:30',
        request_id: `req_${id.replaceAll('-', '')}`,
        caller_request_id: null,
        surface: 'external',
        actor_type: 'api_key',
        actor_id: key.id,
        actor_name: null,
        key_id: key.id,
        key_name: 'Front desk',
        authenticated: true,
        credential_hint: null,
        branch_id: null,
        action: 'patient.list',
        target_type: null,
        target_id: null,
        outcome: 'allowed',
        cause: null,
        occurrences: 7,
        status: 200,
        permission: 'patients:read',
        method: 'GET',
        route: '/api/external/patients',
        parameters: ['limit', 'q'],
        address: '203.0.113.9',
        user_agent: 'crm/1.0',
        duration_ms: 3.214,
        patient_ids: [patient],
        field_group: 'contact',
        changes: { name: 'changed' },
      },
    ]);
  });

  it('of a reading of the log is in the log too, with the names of its filters and none of their values', async () => {
    const { tenant, read } = await logOf();
    await read('outcome=refused&address=203.0.113.250');
    const { results } = await read(`actor_id=${tenant.admin.id}`);
    expect(results).toMatchObject([
      { action: 'audit_log.list', actor_name: 'Asha Menon', parameters: ['outcome', 'address'], occurrences: 1 },
    ]);
    expect(JSON.stringify(results)).not.toContain('203.0.113.250');
  });
});

describe('filters', () => {
  it('key_id and actor_id: a key finds what it did, a person what the person did or was refused', async () => {
    const [key, other, person] = [newId(), newId(), newId()];
    const { tenant, app, found } = await logOf(
      { key },
      { key: other },
      { actor: person },
      { actor: person, actorType: 'anonymous' },
    );
    expect(await found(`key_id=${key}`)).toEqual([0]);
    expect(await found(`key_id=${key.toUpperCase()}`)).toEqual([0]);
    expect((await found(`actor_id=${person}`)).sort()).toEqual([2, 3]);
    expect((await found(`actor_id=${toTypeId('user', person)}`)).sort()).toEqual([2, 3]);
    const known = (await tenant.partnerKey()).id;
    const id = await addAuditRow(app, tenant.hospitalId, { key: known });
    const read = await call(app, 'GET', pathOf(tenant, `actor_id=${known}`), { headers: tenant.admin.headers });
    expect(dataOf<Page>(read).results.map((row) => row.id)).toEqual([id]);
    expect(await found(`key_id=${key}&actor_id=${key}`)).toEqual([0]);
    expect(await found(`key_id=${key}&actor_id=${person}`)).toEqual([]);
    expect(await found(`key_id=${key}&actor_id=${known}`)).toEqual([]);
  });

  it('action, outcome and address, alone and together', async () => {
    const { found } = await logOf(
      { action: 'call.read' },
      { action: 'call.read', outcome: 'refused', cause: 'secret_wrong', address: '198.51.100.7' },
      { action: 'call.list', outcome: 'failed', address: '2001:db8:0:0:0:0:0:7' },
      { action: 'call.list', address: '198.51.100.7' },
    );
    expect((await found('action=call.read')).sort()).toEqual([0, 1]);
    expect(await found('outcome=refused')).toEqual([1]);
    expect(await found('outcome=failed')).toEqual([2]);
    expect(await found('outcome=allowed&address=198.51.100.7')).toEqual([3]);
    expect((await found('address=198.51.100.7')).sort()).toEqual([1, 3]);
    expect(await found('address=2001:0DB8::7')).toEqual([2]);
    expect((await found('address=::ffff:198.51.100.7')).sort()).toEqual([1, 3]);
    expect(await found('action=call.read&address=198.51.100.7&outcome=refused')).toEqual([1]);
    expect(await found('action=nothing.there')).toEqual([]);
  });

  it('patient_id: every answer that held the patient, also beside others, and with other filters', async () => {
    const [patient, other] = [newId(), newId()];
    const { found } = await logOf(
      { patients: [other, patient], at: '2026-01-31T23:59:59.999Z' },
      { patients: [other], at: '2026-02-01T00:00:00Z' },
      { patients: [patient], at: '2026-02-01T00:00:00Z', action: 'patient.read', outcome: 'failed' },
      { at: '2026-02-11T00:00:00Z' },
      { patients: [patient], at: '2026-04-30T12:00:00Z', address: '198.51.100.7' },
    );
    expect(await found(`patient_id=${patient}`)).toEqual([4, 2, 0]);
    expect(await found(`patient_id=${toTypeId('patient', patient)}`)).toEqual([4, 2, 0]);
    expect(await found(`patient_id=${patient}&action=patient.read`)).toEqual([2]);
    expect(await found(`patient_id=${patient}&outcome=failed`)).toEqual([2]);
    expect(await found(`patient_id=${patient}&address=198.51.100.7`)).toEqual([4]);
    expect(await found(`patient_id=${patient}&key_id=${newId()}`)).toEqual([]);
    expect(await found(`patient_id=${patient}&to=2026-02-01T00:00:00Z`)).toEqual([2, 0]);
    expect(await found(`patient_id=${patient}&from=2026-02-01T00:00:00Z&to=2026-03-31`)).toEqual([2]);
    expect(await found(`patient_id=${newId()}`)).toEqual([]);
  });

  it('patient_id: a patient far down a month with many others is found too, page by page', async () => {
    const { app, tenant, read } = await logOf();
    const patient = newId();
    await app.sql(
      `INSERT INTO audit_events (id, occurred_at, hospital_id, request_id, surface, actor_type, authenticated, action, outcome, status,
         method, route, duration_us, patient_ids)
       SELECT gen_random_uuid(), timestamptz '2026-03-31T00:00:00Z' - n * interval '1 minute', $1, 'req_x', 'external', 'anonymous', true,
         'patient.list', 'allowed', 200, 'GET', '/x', 1, CASE WHEN n % 301 = 300 THEN ARRAY[$2::uuid] ELSE '{}' END
       FROM generate_series(1, 6020) n`,
      [tenant.hospitalId, patient],
    );
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await read(`patient_id=${patient}&limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.results.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([20, 20]);
  });

  it('from and to: instants and days of the hospital, both included', async () => {
    const { found } = await logOf(
      { at: '2026-03-01T18:29:59.999Z' },
      { at: '2026-03-01T18:30:00.000Z' },
      { at: '2026-03-02T18:29:59.999Z' },
      { at: '2026-03-02T18:30:00.000Z' },
    );
    expect(await found('from=2026-03-02&to=2026-03-02')).toEqual([2, 1]);
    expect(await found('to=2026-03-01')).toEqual([0]);
    expect(await found('from=2026-03-01T18:30:00Z&to=2026-03-02T18:29:59.999Z')).toEqual([2, 1]);
    expect(await found('from=2026-03-02T00:00:00%2B05:30&to=2026-03-02T00:00:00.000%2B05:30')).toEqual([1]);
    expect(await found('from=2026-03-03&to=2026-03-01')).toEqual([]);
    expect(await found('to=9999-12-31&from=2026-03-03T00:00:00.000%2B05:30&action=patient.list')).toEqual([3]);
  });
});

describe('paging', () => {
  it('a walk by cursor sees each row once and in order, while new rows come', async () => {
    const minutes = Array.from({ length: 25 }, (_, n) => ({ at: `2026-03-01T10:${10 + Math.floor(n / 3)}:00Z` }));
    const { app, tenant, ids, read } = await logOf(...minutes);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await read(`action=patient.list&limit=4${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.limit).toBe(4);
      seen.push(...page.results.map(({ id }) => id));
      await addAuditRow(app, tenant.hospitalId, { at: '2026-03-01T11:00:00Z' });
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect([...seen].sort()).toEqual([...ids].sort());
    const order = seen.map((id) => minutes[ids.indexOf(id)]?.at ?? '');
    expect(order).toEqual([...order].sort().reverse());
  });

  it('an empty log has an empty page, and a cursor of another hospital shows nothing of it', async () => {
    const here = await logOf({ at: '2026-03-01T10:00:00Z' });
    const there = await logOf({ at: '2026-03-01T10:00:00Z' }, { at: '2026-03-01T09:00:00Z' });
    const { next_cursor: cursor } = await there.read('limit=1&action=patient.list');
    const { results } = await here.read(`action=patient.list&cursor=${cursor}`);
    expect(results.every(({ id }) => here.ids.includes(id))).toBe(true);
    expect(await here.read('action=nothing')).toEqual({ results: [], limit: 20, next_cursor: null });
  });
});

describe('whose log', () => {
  it("404: another hospital's, as one that does not exist; a super_admin reads it, and that shows there", async () => {
    const { app, tenant, headers } = await logOf();
    const other = await newTenant(app);
    const foreign = await call(app, 'GET', pathOf(other), { headers });
    expect(outcome(foreign)).toBe('404 RESOURCE_NOT_FOUND');
    const root = await tenant.person('super_admin');
    expect((await call(app, 'GET', pathOf(other), { headers: root.headers })).status).toBe(200);
    const { results } = dataOf<Page>(await call(app, 'GET', pathOf(other), { headers: other.admin.headers }));
    expect(results).toMatchObject([{ action: 'audit_log.list', actor_id: root.id, actor_name: null }]);
  });
});

describe('bad input', () => {
  it.each([
    ['key_id', 'x'],
    ['key_id', 'nyra_0'],
    ['actor_id', `pat_${'0'.repeat(26)}`],
    ['action', ''],
    ['action', 'Patient.List'],
    ['action', "x'--"],
    ['outcome', 'ALLOWED'],
    ['outcome', ''],
    ['patient_id', '1'],
    ['address', '203.0.113'],
    ['address', '203.0.113.0/24'],
    ['address', 'localhost'],
    ['from', '2026-02-30'],
    ['from', '2026-03-01T10:00:00'],
    ['from', 'yesterday'],
    ['to', '2026-03-01T24:00:00Z'],
    ['to', '0001-01-01'],
    ['cursor', 'eA'],
    ['cursor', '%F0%9F%92%A9'],
    ['limit', '0'],
    ['limit', '101'],
    ['limit', 'abc'],
    ['page', '2'],
    ['format', 'xml'],
    ['format', 'CSV'],
    ['format', ''],
  ])('400: %s=%s, naming the field', async (field, value) => {
    const { app, tenant, headers } = await logOf();
    for (const rest of ['', '&format=csv']) {
      if (field === 'format' && rest !== '') continue;
      const reply = await call(app, 'GET', pathOf(tenant, `${field}=${value}${rest}`), { headers });
      expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
      expect(reply.body).toMatchObject({ details: [{ path: field }] });
    }
  });

  it('400: a filter twice', async () => {
    const { app, tenant, headers } = await logOf();
    const reply = await call(app, 'GET', pathOf(tenant, 'action=a&action=b'), { headers });
    expect(reply.body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'action' }] });
  });
});
