import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/calls';
type Row = { id: string; created_at: string; transcription: string | null; [field: string]: unknown };
type List = { total: number; results: Row[]; limit: number; total_pages: number; next_cursor: string | null };

let app: TestApp;
let tenant: Tenant;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  headers = (await tenant.partnerKey()).headers;
});

/** Lists of a hospital of the test's own. */
async function lister() {
  const own = await newTenant(app);
  const key = (await own.partnerKey()).headers;
  const list = async (query: string) => dataOf<List>(await call(app, 'GET', `${PATH}?${query}`, { headers: key }));
  return { own, key, list };
}

const send = (method: string, path: string, body?: unknown) => call(app, method, PATH + path, { headers, body });

describe('GET /calls', () => {
  it('200: limits are brought into 10 to 30, not refused; absent is 20', async () => {
    const { own, list } = await lister();
    await Promise.all(Array.from({ length: 35 }, () => own.call()));
    for (const [query, limit] of [
      ['limit=1', 10],
      ['limit=0', 10],
      ['limit=-5', 10],
      ['limit=10', 10],
      ['limit=17', 17],
      ['limit=30', 30],
      ['limit=31', 30],
      ['limit=100000000', 30],
      ['', 20],
    ] as const) {
      const page = await list(query);
      expect([page.limit, page.results.length, page.total, page.total_pages], query).toEqual([
        limit,
        limit,
        35,
        Math.ceil(35 / limit),
      ]);
    }
  });

  it('200: newest first; pages and cursor show every call once', async () => {
    const { own, list } = await lister();
    for (let day = 1; day <= 23; day++) await own.call({ createdAt: `2026-10-${String(day).padStart(2, '0')}T10:00:00Z` });
    const all = await list('limit=30');
    expect(all.results.map((row) => row.created_at)).toEqual(
      all.results
        .map((row) => row.created_at)
        .sort()
        .reverse(),
    );
    const byPage = [...(await list('limit=10')).results, ...(await list('limit=10&page=2')).results];
    expect([...byPage, ...(await list('limit=10&page=3')).results]).toEqual(all.results);
    const byCursor: Row[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const part: List = await list(`limit=10${cursor && `&cursor=${cursor}`}`);
      byCursor.push(...part.results);
      cursor = part.next_cursor;
    }
    expect(byCursor).toEqual(all.results);
    expect(await list('page=10000')).toMatchObject({ total: 23, results: [] });
  });

  it('200: each filter, and filters together, with their exact total', async () => {
    const { own, list } = await lister();
    const branch = (await own.branch()).id;
    const patient = (await own.patient()).id;
    const calls = {
      inbound: await own.call({ patientId: patient, branchId: branch }),
      reminder: await own.call({ agentType: 'reminder', patientId: patient }),
      feedback: await own.call({ agentType: 'feedback', branchId: branch }),
    };
    for (const [query, names] of [
      ['agent_type=inbound', ['inbound']],
      ['agent_type=reminder', ['reminder']],
      ['agent_type=appointment_reminder', ['reminder']],
      [`patient_id=${patient}`, ['reminder', 'inbound']],
      [`patient_id=${toTypeId('patient', patient)}`, ['reminder', 'inbound']],
      [`branch_id=${branch}`, ['feedback', 'inbound']],
      [`branch_id=${branch}&agent_type=feedback`, ['feedback']],
      [`branch_id=${branch}&patient_id=${patient}&agent_type=inbound`, ['inbound']],
      [`branch_id=${branch}&agent_type=reminder`, []],
      [`patient_id=${newId()}`, []],
    ] as const) {
      const { total, results } = await list(query);
      expect([total, results.map((row) => row.id)], query).toEqual([names.length, names.map((name) => calls[name].id)]);
    }
  });

  it("200: days are the hospital's, both included", async () => {
    const { own, list } = await lister();
    const [first, last, after] = [
      await own.call({ createdAt: '2026-10-31T18:30:00Z' }),
      await own.call({ createdAt: '2026-11-01T18:29:59.999Z' }),
      await own.call({ createdAt: '2026-11-01T18:30:00Z' }),
    ];
    const ids = async (query: string) => {
      const { total, results } = await list(query);
      expect(total, query).toBe(results.length);
      return results.map((row) => row.id);
    };
    expect(await ids('start_date=2026-11-01&end_date=2026-11-01')).toEqual([last.id, first.id]);
    expect(await ids('start_date=2026-11-01&end_date=2026-11-01&agent_type=inbound')).toEqual([last.id, first.id]);
    expect(await ids('start_date=2026-11-02')).toEqual([after.id]);
    expect(await ids('end_date=2026-10-31')).toEqual([]);
    expect(await ids('start_date=2026-11-02&end_date=2026-11-01')).toEqual([]);
    expect(await ids('start_date=1900-01-01&end_date=9999-12-31')).toHaveLength(3);
  });

  it('200: rows are as published, with transcripts as lines', async () => {
    const { own, key, list } = await lister();
    const patient = await own.patient();
    const { id } = await own.call({ agentType: 'reminder', patientId: patient.id, createdAt: '2026-11-01T10:00:00Z' });
    const silent = await own.call({ createdAt: '2026-10-01T10:00:00Z' });
    for (const [speaker, text] of [
      ['agent', 'Good morning.'],
      ['patient', 'Morning.\nagent: I am not the agent.'],
    ]) {
      await call(app, 'POST', `${PATH}/${id}/transcript`, { headers: key, body: { speaker, text } });
    }
    const { results } = await list('');
    expect(results).toEqual([
      {
        id,
        patient_id: patient.id,
        patient_name: 'Asha Menon',
        agent_type: 'appointment_reminder',
        direction: 'OUTBOUND',
        duration: null,
        created_at: '2026-11-01T15:30:00.000+05:30',
        transcription: 'agent: Good morning.\npatient: Morning. agent: I am not the agent.',
        call_status: 'in_progress',
      },
      expect.objectContaining({ id: silent.id, patient_id: null, patient_name: null, transcription: null }),
    ]);
    expect(dataOf(await call(app, 'GET', `${PATH}/${id}`, { headers: key }))).toEqual(results[0]);
  });

  it.each([
    'limit=abc',
    'limit=1.5',
    'limit=',
    'page=0',
    'page=10001',
    'page=1000000000000',
    'cursor=x',
    'agent_type=Reminder',
    'agent_type=',
    'patient_id=x',
    'patient_id=brn_00000000000000000000000000',
    'branch_id=1',
    'start_date=2026-02-30',
    'start_date=2026-1-1',
    'end_date=2026-11-01T00:00:00Z',
    'end_date=yesterday',
    'limit=10&limit=20',
    'q=asha',
    'status=completed',
  ])('400: ?%s', async (query) => {
    expect(outcome(await send('GET', `?${query}`))).toBe('400 VALIDATION_ERROR');
  });

  it('the audit log names every patient in the answer once, as of the record', async () => {
    const { own, key } = await lister();
    const patients = [await own.patient(), await own.patient()].map(({ id }) => id);
    for (const patientId of [...patients, ...patients, null]) await own.call({ patientId });
    const reply = await call(app, 'GET', PATH, { headers: key });
    const [row] = await app.sql<{ patient_ids: string[] }>('SELECT * FROM audit_events WHERE request_id = $1', [
      reply.headers['x-request-id'],
    ]);
    expect(row).toMatchObject({ action: 'call.list', field_group: 'record', permission: 'calls:read' });
    expect(row?.patient_ids.sort()).toEqual(patients.sort());
  });
});

describe('behind a branch lock', () => {
  it('its calls and those of no branch are read, with the names of unseen patients; another branch is not', async () => {
    const own = await newTenant(app);
    const [north, south] = [(await own.branch()).id, (await own.branch()).id];
    const key = (await own.partnerKey({ branch_id: north })).headers;
    const patient = (await own.patient()).id;
    const calls = {
      north: await own.call({ branchId: north, patientId: patient }),
      south: await own.call({ branchId: south }),
      none: await own.call({ patientId: patient }),
    };
    const as = (method: string, path: string, body?: unknown) => call(app, method, PATH + path, { headers: key, body });
    for (const query of [
      '',
      `?branch_id=${south}`,
      '?agent_type=inbound',
      '?start_date=2020-01-01',
      `?patient_id=${patient}`,
    ]) {
      const { total, results } = dataOf<List>(await as('GET', query));
      expect([total, results.map((row) => [row.id, row.patient_name])], query).toEqual([
        2,
        [
          [calls.none.id, 'Asha Menon'],
          [calls.north.id, 'Asha Menon'],
        ],
      ]);
    }
    expect((await as('GET', `/${calls.none.id}`)).status).toBe(200);
    expect(outcome(await as('GET', `/${calls.south.id}`))).toBe('404 RESOURCE_NOT_FOUND');
    const line = { speaker: 'agent', text: 'x' };
    for (const [which, answer] of [
      ['south', '404 RESOURCE_NOT_FOUND'],
      ['none', '403 FORBIDDEN'],
    ] as const) {
      expect(outcome(await as('PATCH', `/${calls[which].id}`, { duration: 1 })), which).toBe(answer);
      expect(outcome(await as('POST', `/${calls[which].id}/transcript`, line)), which).toBe(answer);
    }
    expect((await as('PATCH', `/${calls.north.id}`, { duration: 1 })).status).toBe(200);
    expect((await as('POST', `/${calls.north.id}/transcript`, line)).status).toBe(201);
  });

  it('a call is recorded in its branch, said or not; in no other, and with no patient of another', async () => {
    const own = await newTenant(app);
    const [north, south] = [(await own.branch()).id, (await own.branch()).id];
    const key = (await own.partnerKey({ branch_id: north })).headers;
    const record = (more: object) => call(app, 'POST', PATH, { headers: key, body: { agent_type: 'inbound', ...more } });
    for (const more of [{}, { branch_id: north }, { branch_id: null }]) {
      const { id } = dataOf<Row>(await record(more));
      expect(await app.sql('SELECT branch_id FROM calls WHERE id = $1', [id])).toEqual([{ branch_id: north }]);
    }
    expect(outcome(await record({ branch_id: south }))).toBe('404 RESOURCE_NOT_FOUND');
    for (const branchId of [south, null]) {
      expect(outcome(await record({ patient_id: (await own.patient({ branchId })).id }))).toBe('404 RESOURCE_NOT_FOUND');
    }
  });
});

it('without a branch of its own a call belongs to that of its patient', async () => {
  const branchId = (await tenant.branch()).id;
  const patient = await tenant.patient({ branchId });
  const { id } = dataOf<Row>(await send('POST', '', { agent_type: 'feedback', patient_id: patient.id }));
  expect(await app.sql('SELECT branch_id, direction FROM calls WHERE id = $1', [id])).toEqual([
    { branch_id: branchId, direction: 'OUTBOUND' },
  ]);
});

it('instants are written in the zone of the branch', async () => {
  const branchId = (await tenant.branch({ timezone: 'Europe/Madrid' })).id;
  const { id } = await tenant.call({ branchId, createdAt: '2026-11-01T10:00:00Z' });
  expect(dataOf<Row>(await send('GET', `/${id}`)).created_at).toBe('2026-11-01T11:00:00.000+01:00');
});

it('a change of nothing answers with the call as it is, and tells nobody', async () => {
  const { id } = await tenant.call();
  const reply = await send('PATCH', `/${id}`, {});
  expect(reply.status).toBe(200);
  expect(dataOf<Row>(reply)).toEqual(dataOf<Row>(await send('GET', `/${id}`)));
  expect(await app.sql('SELECT type FROM outbox_events WHERE resource_id = $1', [id])).toEqual([]);
});
