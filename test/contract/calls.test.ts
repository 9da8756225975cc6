import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../support/app';
import { newTenant, type Tenant } from '../support/factory';
import { call, dataOf, outcome } from './support/call';

type Row = { id: string; duration: number | null; [field: string]: unknown };
type Line = { call_id: string; position: number; created_at: string };

let app: TestApp;
beforeAll(async () => {
  app = await sharedApp();
});

/** The same of both surfaces: where a hospital's voice platform records its calls. */
const SURFACES = {
  external: (tenant: Tenant) => ({ base: '/api/external/calls', key: async () => (await tenant.partnerKey()).headers }),
  hospital: (tenant: Tenant) => ({
    base: `/api/hospitals/${tenant.hospitalId}/calls`,
    key: async () => tenant.admin.headers,
  }),
};

describe.each(Object.keys(SURFACES) as (keyof typeof SURFACES)[])('%s', (surface) => {
  let tenant: Tenant;
  let send: (method: string, path: string, body?: unknown) => ReturnType<typeof call>;
  beforeAll(async () => {
    tenant = await newTenant(app);
    const { base, key } = SURFACES[surface](tenant);
    const headers = await key();
    send = (method, path, body) => call(app, method, base + path, { headers, body });
  });
  const record = async (body: object = {}) => dataOf<Row>(await send('POST', '', { agent_type: 'inbound', ...body })).id;

  it('201: a call with all that is known of it, phones in E.164', async () => {
    const patient = await tenant.patient();
    const reply = await send('POST', '', {
      agent_type: 'appointment_reminder',
      direction: 'OUTBOUND',
      from_number: '022 4000 1000',
      to_number: '+34 600 000 000',
      patient_id: patient.id,
    });
    const { id, ...rest } = dataOf<Row>(reply);
    expect(rest).toEqual({});
    expect(await app.sql('SELECT * FROM calls WHERE id = $1', [id])).toMatchObject([
      {
        agent_type: 'reminder',
        direction: 'OUTBOUND',
        from_number: '+912240001000',
        to_number: '+34600000000',
        patient_id: patient.id,
        status: 'in_progress',
        duration: null,
        ended_at: null,
      },
    ]);
  });

  it.each([
    ['nothing', { agent_type: undefined }, 'agent_type'],
    ['an agent type in another case', { agent_type: 'INBOUND' }, 'agent_type'],
    ['an agent type that is null', { agent_type: null }, 'agent_type'],
    ['a direction in another case', { direction: 'inbound' }, 'direction'],
    ['a phone of letters', { from_number: 'abcdef' }, 'from_number'],
    ['a phone that is none there', { to_number: '12345' }, 'to_number'],
    ['a phone as a number', { to_number: 9876543210 }, 'to_number'],
    ['a patient that is no id', { patient_id: '1' }, 'patient_id'],
    ['a branch of another kind', { branch_id: 'pat_00000000000000000000000000' }, 'branch_id'],
    ['a status', { call_status: 'completed' }, 'call_status'],
  ])('400: %s', async (_name, more, field) => {
    const reply = await send('POST', '', { agent_type: 'inbound', ...more });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect((reply.body as { details: { path: string }[] }).details.map(({ path }) => path)).toContain(field);
  });

  it.each([
    ['completed', 30],
    ['missed', null],
    ['failed', 2],
  ] as const)('200: it ends once as %s, and only its duration is corrected then', async (status, duration) => {
    const id = await record();
    expect(dataOf(await send('PATCH', `/${id}`, { call_status: 'in_progress' }))).toMatchObject({ call_status: 'in_progress' });
    expect(dataOf(await send('PATCH', `/${id}`, { call_status: status, duration }))).toMatchObject({
      id,
      call_status: status,
      duration,
    });
    const [ended] = await app.sql<{ ended_at: Date }>('SELECT ended_at FROM calls WHERE id = $1', [id]);
    for (const next of ['in_progress', 'completed', 'missed', 'failed']) {
      expect(outcome(await send('PATCH', `/${id}`, { call_status: next })), next).toBe('409 INVALID_STATUS_TRANSITION');
    }
    expect(dataOf<Row>(await send('PATCH', `/${id}`, { duration: 12 })).duration).toBe(12);
    expect(dataOf<Row>(await send('PATCH', `/${id}`, { duration: null })).duration).toBeNull();
    expect(await app.sql('SELECT ended_at FROM calls WHERE id = $1', [id])).toEqual([ended]);
  });

  it('200: completed without a duration, it has lasted since its record', async () => {
    const { id } = await tenant.call({ createdAt: new Date(Date.now() - 65_000).toISOString() });
    const { duration } = dataOf<Row>(await send('PATCH', `/${id}`, { call_status: 'completed' }));
    expect(duration).toBeGreaterThanOrEqual(65);
    expect(duration).toBeLessThan(120);
  });

  it.each([
    { call_status: null },
    { call_status: 'COMPLETED' },
    { call_status: 'ended' },
    { duration: -1 },
    { duration: 86_401 },
    { duration: 1.5 },
    { duration: '30' },
    { agent_type: 'inbound' },
    { duration: 1, transcription: 'x' },
  ])('400: PATCH with %j', async (body) => {
    const id = await record();
    expect(outcome(await send('PATCH', `/${id}`, body))).toBe('400 VALIDATION_ERROR');
  });

  it('201: twenty lines at once get the positions 1 to 20, also after the end', async () => {
    const id = await record();
    await send('PATCH', `/${id}`, { call_status: 'completed' });
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send('POST', `/${id}/transcript`, { speaker: index % 2 ? 'patient' : 'agent', text: `Line ${index}` }),
      ),
    );
    const lines = replies.map((reply) => dataOf<Line>(reply));
    expect(lines.map(({ position }) => position).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(lines.map((line) => line.call_id))).toEqual(new Set([id]));
    const told = await app.sql<{ position: number }>(
      `SELECT (data ->> 'position')::int AS position FROM outbox_events
       WHERE resource_id = $1 AND type = 'call.transcript' ORDER BY id`,
      [id],
    );
    expect(told.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it.each([
    ['nobody', { speaker: undefined }],
    ['somebody else', { speaker: 'doctor' }],
    ['another case', { speaker: 'Agent' }],
    ['no text', { text: undefined }],
    ['an empty text', { text: '' }],
    ['blanks', { text: ' \n ' }],
    ['breaks only', { text: '\u0085\u0085' }],
    ['a text that is too long', { text: 'a'.repeat(4001) }],
    ['a control character', { text: 'a\u0000b' }],
    ['a position', { position: 1 }],
  ])('400: a line of %s', async (_name, more) => {
    const id = await record();
    expect(outcome(await send('POST', `/${id}/transcript`, { speaker: 'agent', text: 'x', ...more }))).toBe(
      '400 VALIDATION_ERROR',
    );
  });

  it('201: what people say, in any script', async () => {
    const id = await record();
    for (const text of ['a'.repeat(4000), '😀 नमस्ते', 'שלום', "<b>'); DROP TABLE calls;--</b>"]) {
      expect(dataOf(await send('POST', `/${id}/transcript`, { speaker: 'patient', text }))).toMatchObject({ text });
    }
  });

  it('409: a transcript is full after 2,000 lines or 200,000 characters', async () => {
    const fill = async (lines: number, text: string) => {
      const { id } = await tenant.call();
      await app.sql(
        `INSERT INTO transcript_lines (hospital_id, id, call_id, position, speaker, text)
         SELECT $1, gen_random_uuid(), $2, n, 'agent', $3 FROM generate_series(1, $4::int) n`,
        [tenant.hospitalId, id, text, lines],
      );
      const add = (more: string) => send('POST', `/${id}/transcript`, { speaker: 'agent', text: more });
      return { id, add };
    };
    const lines = await fill(1999, 'x');
    expect([outcome(await lines.add('y')), outcome(await lines.add('y'))]).toEqual(['201', '409 CONFLICT']);
    const characters = await fill(50, 'x'.repeat(3999));
    expect([outcome(await characters.add('y'.repeat(51))), outcome(await characters.add('y'.repeat(50)))]).toEqual([
      '409 CONFLICT',
      '201',
    ]);
  });

  it('one event for each change, in the order of the changes, and nothing more', async () => {
    const own = await newTenant(app);
    const { base, key } = SURFACES[surface](own);
    const headers = await key();
    const as = (method: string, path: string, body: object) => call(app, method, base + path, { headers, body });
    const patient = await own.patient();
    const body = { agent_type: 'reminder', patient_id: patient.id, to_number: patient.phone };
    const { id } = dataOf<Row>(await as('POST', '', body));
    await as('POST', `/${id}/transcript`, { speaker: 'agent', text: 'Good morning.' });
    await as('PATCH', `/${id}`, { call_status: 'in_progress' });
    await as('PATCH', `/${id}`, { call_status: 'missed', duration: 7 });
    await as('PATCH', `/${id}`, { call_status: 'completed' });
    await as('PATCH', `/${id}`, {});
    await as('PATCH', `/${id}`, { duration: 8 });
    const events = await app.sql<{ type: string; data: Row }>(
      `SELECT type, resource, resource_id, branch_id, data FROM outbox_events WHERE hospital_id = $1 ORDER BY id`,
      [own.hospitalId],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'call.started',
      'call.transcript',
      'call.updated',
      'call.ended',
      'call.updated',
    ]);
    for (const event of events) expect(event).toMatchObject({ resource: 'call', resource_id: id, branch_id: null });
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(events[0]?.data).toEqual({
      id,
      branchId: null,
      patientId: patient.id,
      patientName: patient.name,
      agentType: 'appointment_reminder',
      direction: 'OUTBOUND',
      fromNumber: null,
      toNumber: patient.phone,
      callStatus: 'in_progress',
      duration: null,
      createdAt: instant,
      updatedAt: instant,
      endedAt: null,
      timezone: 'Asia/Kolkata',
    });
    expect(events[1]?.data).toEqual({
      callId: id,
      position: 1,
      speaker: 'agent',
      text: 'Good morning.',
      createdAt: instant,
    });
    expect(events[3]?.data).toMatchObject({ callStatus: 'missed', duration: 7, endedAt: instant });
    expect(events[4]?.data).toMatchObject({ callStatus: 'missed', duration: 8 });
  });
});

it("a super_admin records into another hospital by that one's country and zone, and it shows in that one's log", async () => {
  const [own, other] = [await newTenant(app, { role: 'super_admin' }), await newTenant(app)];
  await app.sql(`UPDATE hospitals SET country = 'ES', timezone = 'Europe/Madrid' WHERE id = $1`, [other.hospitalId]);
  const base = `/api/hospitals/${other.hospitalId}/calls`;
  const { headers } = own.admin;
  const reply = await call(app, 'POST', base, { headers, body: { agent_type: 'inbound', from_number: '600 000 000' } });
  const { id } = dataOf<Row>(reply);
  expect(await app.sql('SELECT hospital_id, from_number FROM calls WHERE id = $1', [id])).toEqual([
    { hospital_id: other.hospitalId, from_number: '+34600000000' },
  ]);
  const ended = dataOf<Row>(await call(app, 'PATCH', `${base}/${id}`, { headers, body: { call_status: 'missed' } }));
  expect(ended.created_at).toMatch(/\+0[12]:00$/);
  const log = await app.sql('SELECT hospital_id, action, target_id FROM audit_events WHERE request_id = $1', [
    reply.headers['x-request-id'],
  ]);
  expect(log).toEqual([{ hospital_id: other.hospitalId, action: 'call.create', target_id: id }]);
});
