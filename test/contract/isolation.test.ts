import { describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { ID_PREFIXES, type ResourceKind, toTypeId } from '@/server/kernel/typeid';
import { sharedApp, type TestApp } from '../support/app';
import { newTenant, type Tenant } from '../support/factory';
import { call, outcome } from './support/call';
import { documentOf, OPERATIONS, type Place } from './support/openapi';
import { sampleOf } from './support/samples';

type Where = 'path' | 'query' | 'body';
type Field = { place: Place; name: string; where: Where };

/** Of what kind the row is that a field names, and how a hospital gets one. A new id field without an entry fails the run. */
const KINDS: Readonly<Record<string, { kind: ResourceKind | 'api_key' | 'call'; make: (tenant: Tenant) => Promise<string> }>> =
  {
    branch_id: { kind: 'branch', make: async (tenant) => (await tenant.branch()).id },
    doctor_id: { kind: 'doctor', make: async (tenant) => (await tenant.doctor()).id },
    patient_id: { kind: 'patient', make: async (tenant) => (await tenant.patient()).id },
    patientId: { kind: 'patient', make: async (tenant) => (await tenant.patient()).id },
    // Whose week is free: a schedule must fit into it.
    doctorId: { kind: 'doctor', make: async (tenant) => (await tenant.doctor({ working: false })).id },
    actor_id: { kind: 'user', make: async (tenant) => (await tenant.person('receptionist')).id },
    key_id: { kind: 'api_key', make: async (tenant) => (await tenant.partnerKey()).id },
    hospitalId: { kind: 'hospital', make: async (tenant) => tenant.hospitalId },
    apiKeyId: { kind: 'api_key', make: async (tenant) => (await tenant.partnerKey()).id },
    'patients.id': { kind: 'patient', make: async (tenant) => (await tenant.patient()).id },
    'appointments.id': { kind: 'appointment', make: async (tenant) => (await tenant.appointment()).id },
    'status.id': { kind: 'appointment', make: async (tenant) => (await tenant.appointment()).id },
    'doctors.id': { kind: 'doctor', make: async (tenant) => (await tenant.doctor()).id },
    'schedules.id': { kind: 'schedule', make: async (tenant) => (await tenant.schedule()).id },
    'branches.id': { kind: 'branch', make: async (tenant) => (await tenant.branch()).id },
    'calls.id': { kind: 'call', make: async (tenant) => (await tenant.call()).id },
    'transcript.id': { kind: 'call', make: async (tenant) => (await tenant.call()).id },
  };

/** A row of a list with this value in a column: what a filter by it must find, and nothing else. */
const LISTED: Readonly<Record<string, (tenant: Tenant, row: Record<string, string>) => Promise<{ id: string }>>> = {
  patients: (tenant, row) => tenant.patient({ branchId: row.branch_id ?? null, doctorId: row.doctor_id ?? null }),
  appointments: (tenant, { branch_id: branchId = null, patient_id, doctor_id, patientId = patient_id, doctorId = doctor_id }) =>
    tenant.appointment({ branchId, ...(patientId && { patientId }), ...(doctorId && { doctorId }) }),
  doctors: (tenant, row) => tenant.doctor({ branchId: row.branch_id ?? null }),
  schedules: (tenant, { doctorId }) => tenant.schedule(doctorId === undefined ? {} : { doctorId }),
  calls: (tenant, row) => tenant.call({ branchId: row.branch_id ?? null, patientId: row.patient_id ?? null }),
};

/** Kinds whose rows have no TypeID: v1 does not know them. */
const UUID_ONLY = ['api_key', 'call'];

const isId = (name: string) => /(^id|_id|Id|_ids|Ids)$/.test(name);

/** Every parameter and body field of every operation that holds an id. */
function idFields(): Field[] {
  return OPERATIONS.flatMap((place) => {
    const parameters = place.operation.parameters.flatMap((parameter) =>
      'name' in parameter && isId(parameter.name) ? [{ place, name: parameter.name, where: parameter.in as Where }] : [],
    );
    const reference = place.operation.requestBody?.content['application/json'].schema.$ref;
    const schema = documentOf(place.surface).components.schemas?.[String(reference).split('/').at(-1) ?? ''];
    const names = Object.keys((schema as { properties?: object } | undefined)?.properties ?? {}).filter(
      // A parameter of the path that the body may repeat is ignored (external/availability.test.ts).
      (name) => isId(name) && !place.template.includes(`{${name}}`),
    );
    return [...parameters, ...names.map((name) => ({ place, name, where: 'body' as const }))];
  });
}

function kindOf({ place, name }: Field) {
  const collection = place.template.split('/').findLast((part) => !part.startsWith('{'));
  const kind = KINDS[name] ?? KINDS[`${collection}.${name}`];
  if (!kind) throw new Error(`${place.operation.operationId} takes ${name}: say in KINDS what it names`);
  return kind;
}

/** It alone has no total (docs/decisions/0017). */
const isAuditLog = ({ place }: Field) => place.operation.operationId === 'listAuditLog';

/** Of a list that holds these rows and no others, what its answer must hold in the envelope of its surface. */
function listAnswer(field: Field, found: readonly string[]) {
  if (field.place.surface === 'v1') {
    const { kind } = KINDS[`${field.place.template.split('/').at(-1)}.id`] ?? {};
    return { data: found.map((id) => ({ id: toTypeId(kind as ResourceKind, id) })), pagination: { totalItems: found.length } };
  }
  const total = isAuditLog(field) ? {} : { total: found.length };
  return { data: { ...total, results: found.map((id) => ({ id })), next_cursor: null } };
}

/** The call of an operation's sample with this value in the field. */
async function callWith(app: TestApp, field: Field, sample: Awaited<ReturnType<typeof sampleOf>>, value: string) {
  const { place, name, where } = field;
  const position = place.template.split('/').indexOf(`{${name}}`);
  const inPath = (part: string, index: number) => (index === position ? value : part);
  const path = where === 'path' ? sample.path.split('/').map(inPath).join('/') : sample.path;
  const query = where === 'query' ? `${path.includes('?') ? '&' : '?'}${name}=${value}` : '';
  const body = where === 'body' ? { ...sample.body, [name]: value } : sample.body;
  return call(app, place.method, path + query, { headers: sample.headers, body });
}

const FIELDS = idFields().map((field) => [`${field.place.operation.operationId} ${field.where} ${field.name}`, field] as const);

describe.each(FIELDS)('%s', (_name, field) => {
  const forms = (id: string) => {
    const { kind } = kindOf(field);
    if (kind === 'api_key') return [id];
    return kind === 'call' ? [id, id.toUpperCase()] : [id, id.toUpperCase(), toTypeId(kind, id)];
  };

  it("another hospital's is denied, in every form, exactly like one that does not exist", async () => {
    const app = await sharedApp();
    const sample = await sampleOf(app, field.place.operation.operationId);
    const foreign = await kindOf(field).make(await newTenant(app));
    const unknown = await callWith(app, field, sample, newId());
    for (const form of forms(foreign)) {
      const reply = await callWith(app, field, sample, form);
      if (field.where === 'query') {
        expect(reply.body).toMatchObject(listAnswer(field, []));
      } else expect(outcome(reply), form).toBe('404 RESOURCE_NOT_FOUND');
      expect(withoutIds(reply.text)).toBe(withoutIds(unknown.text));
    }
  });

  it('the own one is allowed, in every form', async () => {
    const app = await sharedApp();
    const operationId = field.place.operation.operationId;
    for (const index of forms(newId()).keys()) {
      const sample = await sampleOf(app, operationId);
      const own = await kindOf(field).make(sample.tenant);
      let found = '';
      const listed = LISTED[field.place.template.split('/').at(-1) ?? ''];
      if (field.where === 'query' && listed) {
        found = (await listed(sample.tenant, { [field.name]: own })).id;
        await listed(sample.tenant, {});
      }
      const reply = await callWith(app, field, sample, forms(own)[index] ?? '');
      expect(reply.status, reply.text).toBeLessThan(300);
      // What the audit log finds by each filter is in hospital/audit-log.test.ts.
      if (field.where === 'query' && !isAuditLog(field)) expect(reply.body).toMatchObject(listAnswer(field, [found]));
    }
  });
});

/** Request ids and times differ between any two answers. */
function withoutIds(text: string): string {
  return text.replaceAll(/req_\w+/g, 'req').replaceAll(/"timestamp":"[^"]+"/g, '');
}

it('every kind of id that has a TypeID is known here', () => {
  const known = new Set(Object.values(KINDS).map(({ kind }) => kind));
  const used = new Set(FIELDS.map(([, field]) => kindOf(field).kind));
  expect([...used].filter((kind) => !known.has(kind))).toEqual([]);
  expect(Object.keys(ID_PREFIXES)).toEqual(expect.arrayContaining([...used].filter((kind) => !UUID_ONLY.includes(kind))));
});

describe('what is no field', () => {
  it("another hospital's cursor shows nothing of it, and its search words find nothing", async () => {
    const app = await sharedApp();
    const [own, other] = [await newTenant(app), await newTenant(app)];
    const marks = await Promise.all(['Zarina Quell', 'Zarina Quill', 'Zarina Quoll'].map((name) => other.patient({ name })));
    await own.patient({ name: 'Asha Menon' });
    const theirs = (await other.partnerKey()).headers;
    const mine = (await own.partnerKey()).headers;
    const first = await call(app, 'GET', '/api/external/patients?limit=1', { headers: theirs });
    const { next_cursor: cursor, total } = (first.body as { data: { next_cursor: string; total: number } }).data;
    expect(total).toBe(3);
    const list = await call(app, 'GET', `/api/external/patients?cursor=${cursor}`, { headers: mine });
    for (const { id } of marks) expect(list.text).not.toContain(id);
    for (const q of ['Zarina', 'Za', encodeURIComponent(marks[0]?.phone ?? ''), '%25', '_']) {
      const reply = await call(app, 'GET', `/api/external/patients?q=${q}`, { headers: mine });
      expect(reply.body, q).toMatchObject({ data: { total: 0, results: [] } });
    }
  });

  it('the same person in two hospitals is no duplicate, and one in the own hospital is', async () => {
    const app = await sharedApp();
    const [own, other] = [await newTenant(app), await newTenant(app)];
    const { name, phone } = await other.patient();
    const headers = (await own.partnerKey()).headers;
    const add = () => call(app, 'POST', '/api/external/patients', { headers, body: { name, phone } });
    expect(outcome(await add())).toBe('201');
    expect(outcome(await add())).toBe('409 DUPLICATE_RESOURCE');
  });

  it("another hospital's partner key string as :apiKeyId is denied, the own one allowed", async () => {
    const app = await sharedApp();
    const [own, other] = [await newTenant(app), await newTenant(app)];
    const [mine, theirs] = [await own.partnerKey(), await other.partnerKey()];
    const get = (key: string) =>
      call(app, 'GET', `/api/hospitals/${own.hospitalId}/api-keys/${key}`, { headers: own.admin.headers });
    expect(outcome(await get(theirs.key))).toBe('404 RESOURCE_NOT_FOUND');
    expect((await get(mine.key)).body).toMatchObject({ data: { id: mine.id } });
  });

  it('a super_admin reaches the other hospital, and it shows in that one’s log', async () => {
    const app = await sharedApp();
    const [own, other] = [await newTenant(app, { role: 'super_admin' }), await newTenant(app)];
    const path = `/api/hospitals/${other.hospitalId}/api-keys`;
    const reply = await call(app, 'GET', path, { headers: own.admin.headers });
    expect(reply.status).toBe(200);
    const rows = await app.sql('SELECT hospital_id, actor_id FROM audit_events WHERE request_id = $1', [
      reply.headers['x-request-id'],
    ]);
    expect(rows).toEqual([{ hospital_id: other.hospitalId, actor_id: own.admin.id }]);
  });
});
