import { randomBytes } from 'node:crypto';
import { foldName } from '@/server/kernel/fold-name';
import { newId } from '@/server/kernel/new-id';
import { toTypeId } from '@/server/kernel/typeid';
import type { Permission } from '@/shared/permissions';
import type { Role } from '@/shared/roles';
import type { TestApp } from './app';
import { send } from './http';

export type Headers = Record<string, string>;
export type PartnerKey = { id: string; key: string; secret: string; token: string; headers: Headers };
export type ServerKey = { id: string; key: string; headers: Headers };
export type Person = {
  id: string;
  email: string;
  role: Role;
  /** The record of a doctor or patient, on which the person's own rights stand. */
  doctorId: string | null;
  patientId: string | null;
  familyId: string;
  accessToken: string;
  headers: Headers;
};
export type KeyOptions = { permissions?: Permission[] } & Record<string, unknown>;
export type PatientOptions = Partial<{
  name: string;
  phone: string;
  branchId: string | null;
  doctorId: string | null;
  email: string | null;
}>;
export type CallOptions = Partial<{
  patientId: string | null;
  branchId: string | null;
  agentType: 'inbound' | 'reminder' | 'feedback';
  /** ISO 8601; now where it is not given. */
  createdAt: string;
}>;
export type AppointmentOptions = Partial<{
  patientId: string;
  doctorId: string;
  branchId: string | null;
  status: string;
  /** ISO 8601; where it is not given, an hour that no other call gives. */
  startsAt: string;
  /** ISO 8601; now where it is not given. */
  createdAt: string;
}>;
export type Tenant = Awaited<ReturnType<typeof newTenant>>;

/** A phone that no other call gives. */
export function newPhone(): string {
  return `+9198${randomBytes(4).readUInt32BE().toString().padStart(10, '0').slice(0, 8)}`;
}

/**
 * A hospital of the test's own with one admin: nothing of it is shared, so tests may run side by side in one database. Keys are
 * made through the real hospital surface; what no surface makes yet is inserted. `headers` are sent along, such as a Host.
 */
export async function newTenant(
  app: TestApp,
  {
    role = 'admin',
    timezone = 'Asia/Kolkata',
    headers: common = {},
  }: { role?: Role; timezone?: string; headers?: Headers } = {},
) {
  const hospitalId = newId();
  await app.sql(`INSERT INTO hospitals (id, name, timezone, country, currency) VALUES ($1, $2, $3, 'IN', 'INR')`, [
    hospitalId,
    `Hospital ${hospitalId.slice(-6)}`,
    timezone,
  ]);
  const admin = await addPerson(app, hospitalId, role);

  async function makeKey(options: KeyOptions) {
    const path = `/api/hospitals/${hospitalId}/api-keys`;
    const reply = await send(app, 'POST', path, {
      headers: { ...common, ...admin.headers },
      body: { permissions: ['admin'], ...options },
    });
    if (reply.status !== 201) throw new Error(`no key: ${reply.text}`);
    return (reply.body as { data: { id: string; key: string; secret: string; token: string } }).data;
  }

  return {
    hospitalId,
    admin,
    person: (personRole: Role) => addPerson(app, hospitalId, personRole),
    branch: (options: { timezone?: string } = {}) => addBranch(app, hospitalId, options.timezone ?? null),
    doctor: (options: { branchId?: string | null; working?: boolean } = {}) => addDoctor(app, hospitalId, options),
    /** A window of a doctor who has no other, on Tuesdays from 9 to 12. */
    schedule: (options: { doctorId?: string; dayOfWeek?: number } = {}) => addSchedule(app, hospitalId, options),
    patient: (options: PatientOptions = {}) => addPatient(app, hospitalId, options),
    /** Of half an hour; its patient and doctor are made where they are not given. */
    appointment: (options: AppointmentOptions = {}) => addAppointment(app, hospitalId, options),
    /** A call that is in progress. */
    call: (options: CallOptions = {}) => addCall(app, hospitalId, options),
    /** Three locks. */
    partnerKey: async (options: KeyOptions = {}): Promise<PartnerKey> => {
      const { id, key, secret, token } = await makeKey(options);
      return { id, key, secret, token, headers: lockHeaders({ key, secret, token }) };
    },
    serverKey: async (options: KeyOptions = {}): Promise<ServerKey> => {
      const { id, key } = await makeKey({ kind: 'server', ...options });
      return { id, key, headers: { 'x-api-key': key } };
    },
  };
}

export function lockHeaders({ key, secret, token }: { key: string; secret: string; token: string }): Headers {
  return { 'x-api-key': key, 'x-api-secret': secret, authorization: `Bearer ${token}` };
}

/** A person who is logged in: the login's family is inserted and its token signed, since a real login costs a slow hash. */
async function addPerson(app: TestApp, hospitalId: string, role: Role): Promise<Person> {
  const [id, familyId] = [newId(), newId()];
  const email = `${id}@example.com`;
  const doctorId = role === 'doctor' ? (await addDoctor(app, hospitalId, {})).id : null;
  const patientId = role === 'patient' ? (await addPatient(app, hospitalId, {})).id : null;
  await app.sql(
    `INSERT INTO users (hospital_id, id, email, name, role, confirmed_at, doctor_id, patient_id)
     VALUES ($1, $2, $3, 'Asha Menon', $4, now(), $5, $6)`,
    [hospitalId, id, email, role, doctorId, patientId],
  );
  await app.sql(
    `INSERT INTO refresh_families (hospital_id, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '30 days')`,
    [hospitalId, familyId, id],
  );
  const sub = doctorId ? toTypeId('doctor', doctorId) : patientId ? toTypeId('patient', patientId) : toTypeId('user', id);
  const claims = { sub, role, hid: toTypeId('hospital', hospitalId), sid: familyId };
  const accessToken = await app.runtime.services.accessTokens.sign(claims, new Date());
  return { id, email, role, doctorId, patientId, familyId, accessToken, headers: { authorization: `Bearer ${accessToken}` } };
}

async function addBranch(app: TestApp, hospitalId: string, timezone: string | null) {
  const id = newId();
  await app.sql('INSERT INTO branches (hospital_id, id, name, timezone) VALUES ($1, $2, $3, $4)', [
    hospitalId,
    id,
    `Branch ${id.slice(-4)}`,
    timezone,
  ]);
  return { id };
}

/** `working`: round the clock on every day, so that only another booking can be in the way. */
async function addDoctor(
  app: TestApp,
  hospitalId: string,
  { branchId = null, working = true }: { branchId?: string | null; working?: boolean },
) {
  const id = newId();
  await app.sql('INSERT INTO doctors (hospital_id, id, branch_id, name) VALUES ($1, $2, $3, $4)', [
    hospitalId,
    id,
    branchId,
    `Dr ${id.slice(-4)}`,
  ]);
  if (working) {
    await app.sql(
      `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second)
       SELECT $1, gen_random_uuid(), $2, day, 0, 86400 FROM generate_series(1, 7) day`,
      [hospitalId, id],
    );
  }
  return { id };
}

async function addSchedule(app: TestApp, hospitalId: string, options: { doctorId?: string; dayOfWeek?: number }) {
  const doctorId = options.doctorId ?? (await addDoctor(app, hospitalId, { working: false })).id;
  const id = newId();
  await app.sql(
    `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second)
     VALUES ($1, $2, $3, $4, 32400, 43200)`,
    [hospitalId, id, doctorId, options.dayOfWeek ?? 2],
  );
  return { id, doctorId };
}

async function addPatient(app: TestApp, hospitalId: string, options: PatientOptions) {
  const { name = 'Asha Menon', phone = newPhone(), branchId = null, doctorId = null, email = null } = options;
  const id = newId();
  await app.sql(
    `INSERT INTO patients (hospital_id, id, name, name_folded, phone, branch_id, doctor_id, email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [hospitalId, id, name, foldName(name), phone, branchId, doctorId, email],
  );
  return { id, name, phone };
}

async function addCall(app: TestApp, hospitalId: string, options: CallOptions) {
  const { patientId = null, branchId = null, agentType = 'inbound', createdAt = new Date().toISOString() } = options;
  const id = newId();
  await app.sql(
    `INSERT INTO calls (hospital_id, id, patient_id, branch_id, agent_type, direction, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [hospitalId, id, patientId, branchId, agentType, agentType === 'inbound' ? 'INBOUND' : 'OUTBOUND', createdAt],
  );
  return { id };
}

let appointments = 0;

async function addAppointment(app: TestApp, hospitalId: string, options: AppointmentOptions) {
  const patientId = options.patientId ?? (await addPatient(app, hospitalId, {})).id;
  const doctorId = options.doctorId ?? (await addDoctor(app, hospitalId, {})).id;
  const { branchId = null, status = 'scheduled', createdAt = new Date().toISOString() } = options;
  const startsAt = options.startsAt ?? new Date(Date.now() + (24 + ++appointments) * 3_600_000).toISOString();
  const id = newId();
  await app.sql(
    `INSERT INTO appointments (hospital_id, id, patient_id, doctor_id, branch_id, status, type, starts_at, ends_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'CONSULTATION', $7::timestamptz, $7::timestamptz + interval '30 minutes', $8)`,
    [hospitalId, id, patientId, doctorId, branchId, status, startsAt, createdAt],
  );
  return { id, patientId, doctorId, startsAt };
}
