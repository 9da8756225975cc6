import type { TestApp } from '../../support/app';
import { type Headers, newPhone, newTenant, type Tenant } from '../../support/factory';

/** What a good call of an operation needs, made anew for each test. */
export type Sample = {
  path: string;
  /** Credentials that may do it. */
  headers: Headers;
  body?: Record<string, unknown>;
  /** Of a change whose path cannot be read: a body that leaves the row as it is, for the row's tag. */
  touch?: Record<string, unknown>;
  /** Of a change whose row is read at another path: that path. */
  readAt?: string;
};

type MakeSample = (app: TestApp, tenant: Tenant) => Promise<Sample>;

const key = async (tenant: Tenant) => (await tenant.partnerKey()).headers;

async function keyPath(tenant: Tenant, rest = ''): Promise<string> {
  const { id } = await tenant.partnerKey();
  return `/api/hospitals/${tenant.hospitalId}/api-keys/${id}${rest}`;
}

/** A refresh token, by a real login: there is no other way to one. */
async function login(app: TestApp, tenant: Tenant) {
  const { services } = app.runtime;
  const password = 'correct horse';
  const passwordHash = await services.passwords.hash(password, Buffer.alloc(16, 7));
  await app.sql('UPDATE users SET password_hash = $1, password_changed_at = now() WHERE id = $2', [
    passwordHash,
    tenant.admin.id,
  ]);
  return { email: tenant.admin.email, password };
}

async function refreshToken(app: TestApp, tenant: Tenant): Promise<string> {
  const { send } = await import('../../support/http');
  const reply = await send(app, 'POST', '/v1/auth/login', { body: await login(app, tenant) });
  return (reply.body as { data: { refreshToken: string } }).data.refreshToken;
}

/** What the published snippets send. */
async function v1Booking(tenant: Tenant) {
  return {
    patientId: (await tenant.patient()).id,
    doctorId: (await tenant.doctor()).id,
    dateTime: new Date(Date.now() + 2 * 86_400_000).toISOString(),
    reason: 'Annual checkup',
    type: 'IN_PERSON',
  };
}

const v1Doctor = () => ({
  name: 'Dr Kavita Rao',
  specialty: 'Cardiology',
  licenseNumber: `MMC-${newPhone().slice(-8)}`,
  email: 'kavita.rao@example.com',
  phone: newPhone(),
});

const v1Schedule = (doctorId: string) => ({
  doctorId,
  dayOfWeek: 'monday',
  startTime: '09:00',
  endTime: '13:00',
  isAvailable: true,
});

/**
 * One good call of every operation. A test that walks the documents takes it from here, so an operation without a sample fails
 * the run: whoever adds an endpoint adds its line.
 */
export const SAMPLES: Readonly<Record<string, MakeSample>> = {
  listPatients: async (_app, tenant) => ({ path: '/api/external/patients?limit=5', headers: await key(tenant) }),
  createPatient: async (_app, tenant) => ({
    path: '/api/external/patients',
    headers: await key(tenant),
    body: { name: 'Asha Menon', phone: newPhone() },
  }),
  getPatient: async (_app, tenant) => ({
    path: `/api/external/patients/${(await tenant.patient()).id}`,
    headers: await key(tenant),
  }),
  updatePatient: async (_app, tenant) => ({
    path: `/api/external/patients/${(await tenant.patient()).id}`,
    headers: await key(tenant),
    body: { address: '14 Carter Road' },
  }),
  listAppointments: async (_app, tenant) => ({ path: '/api/external/appointments?limit=5', headers: await key(tenant) }),
  createAppointment: async (_app, tenant) => ({
    path: '/api/external/appointments',
    headers: await key(tenant),
    body: {
      patient_id: (await tenant.patient()).id,
      doctor_id: (await tenant.doctor()).id,
      appointment_date: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
      appointment_time: '10:00',
      type: 'CONSULTATION',
    },
  }),
  getAppointment: async (_app, tenant) => ({
    path: `/api/external/appointments/${(await tenant.appointment()).id}`,
    headers: await key(tenant),
  }),
  updateAppointment: async (_app, tenant) => ({
    path: `/api/external/appointments/${(await tenant.appointment()).id}`,
    headers: await key(tenant),
    body: { notes: 'Brings earlier reports.' },
  }),
  changeAppointmentStatus: async (_app, tenant) => {
    const readAt = `/api/external/appointments/${(await tenant.appointment()).id}`;
    return { path: `${readAt}/status`, readAt, headers: await key(tenant), body: { status: 'COMPLETED' } };
  },
  listDoctors: async (_app, tenant) => ({ path: '/api/external/doctors?limit=5', headers: await key(tenant) }),
  createDoctor: async (_app, tenant) => ({
    path: '/api/external/doctors',
    headers: await key(tenant),
    body: { name: 'Dr Kavita Rao', specialty: 'Cardiology', op_fee: 800 },
  }),
  getDoctor: async (_app, tenant) => ({
    path: `/api/external/doctors/${(await tenant.doctor()).id}`,
    headers: await key(tenant),
  }),
  updateDoctor: async (_app, tenant) => ({
    path: `/api/external/doctors/${(await tenant.doctor()).id}`,
    headers: await key(tenant),
    body: { specialty: 'Cardiology' },
  }),
  getAvailability: async (_app, tenant) => ({
    path: `/api/external/doctors/${(await tenant.doctor()).id}/availability`,
    headers: await key(tenant),
  }),
  putAvailability: async (_app, tenant) => ({
    path: `/api/external/doctors/${(await tenant.doctor()).id}/availability`,
    headers: await key(tenant),
    body: {
      slot_duration_minutes: 20,
      weekly_schedule: [{ day_of_week: 1, is_available: true, windows: [{ start_time: '09:00', end_time: '13:00' }] }],
    },
  }),
  getSlots: async (_app, tenant) => ({
    path: `/api/external/doctors/${(await tenant.doctor()).id}/slots`,
    headers: await key(tenant),
  }),
  listBranches: async (_app, tenant) => ({ path: '/api/external/branches?limit=5', headers: await key(tenant) }),
  createBranch: async (_app, tenant) => ({
    path: '/api/external/branches',
    headers: await key(tenant),
    body: { name: 'Mumbai – Andheri', location: '14 Veera Desai Road' },
  }),
  getBranch: async (_app, tenant) => ({
    path: `/api/external/branches/${(await tenant.branch()).id}`,
    headers: await key(tenant),
  }),
  updateBranch: async (_app, tenant) => ({
    path: `/api/external/branches/${(await tenant.branch()).id}`,
    headers: await key(tenant),
    body: { landmark: 'Opposite the sports complex' },
  }),
  listCalls: async (_app, tenant) => ({ path: '/api/external/calls?limit=10', headers: await key(tenant) }),
  createCall: async (_app, tenant) => ({
    path: '/api/external/calls',
    headers: await key(tenant),
    body: { agent_type: 'reminder', to_number: newPhone() },
  }),
  getCall: async (_app, tenant) => ({ path: `/api/external/calls/${(await tenant.call()).id}`, headers: await key(tenant) }),
  updateCall: async (_app, tenant) => ({
    path: `/api/external/calls/${(await tenant.call()).id}`,
    headers: await key(tenant),
    body: { call_status: 'completed' },
  }),
  addTranscriptLine: async (_app, tenant) => ({
    path: `/api/external/calls/${(await tenant.call()).id}/transcript`,
    headers: await key(tenant),
    body: { speaker: 'agent', text: 'Good morning.' },
  }),
  getAnalytics: async (_app, tenant) => ({ path: '/api/external/analytics', headers: await key(tenant) }),
  recordCall: async (_app, tenant) => ({
    path: `/api/hospitals/${tenant.hospitalId}/calls`,
    headers: tenant.admin.headers,
    body: { agent_type: 'inbound', from_number: newPhone() },
  }),
  updateRecordedCall: async (_app, tenant) => ({
    path: `/api/hospitals/${tenant.hospitalId}/calls/${(await tenant.call()).id}`,
    headers: tenant.admin.headers,
    body: { call_status: 'completed' },
    touch: { call_status: 'in_progress' },
  }),
  recordTranscriptLine: async (_app, tenant) => ({
    path: `/api/hospitals/${tenant.hospitalId}/calls/${(await tenant.call()).id}/transcript`,
    headers: tenant.admin.headers,
    body: { speaker: 'patient', text: 'Good morning.' },
  }),
  getApiKeyAnalytics: async (_app, tenant) => ({ path: await keyPath(tenant, '/analytics'), headers: tenant.admin.headers }),
  getMe: async (_app, tenant) => ({ path: '/api/external/me', headers: await key(tenant) }),
  renewToken: async (_app, tenant) => ({ path: '/api/external/token', headers: await key(tenant), body: {} }),
  createWsTicket: async (_app, tenant) => ({ path: '/api/external/ws-ticket', headers: await key(tenant), body: {} }),
  listHospitals: async (_app, tenant) => ({ path: '/api/hospitals', headers: tenant.admin.headers }),
  createHospital: async (_app, tenant) => ({
    path: '/api/hospitals',
    headers: (await tenant.person('super_admin')).headers,
    body: { name: 'Lotus', timezone: 'Asia/Kolkata', country: 'IN', currency: 'INR' },
  }),
  createApiKey: async (_app, tenant) => ({
    path: `/api/hospitals/${tenant.hospitalId}/api-keys`,
    headers: tenant.admin.headers,
    body: { permissions: ['patients:read'] },
  }),
  listApiKeys: async (_app, tenant) => ({
    path: `/api/hospitals/${tenant.hospitalId}/api-keys`,
    headers: tenant.admin.headers,
  }),
  getApiKey: async (_app, tenant) => ({ path: await keyPath(tenant), headers: tenant.admin.headers }),
  updateApiKey: async (_app, tenant) => ({
    path: await keyPath(tenant),
    headers: tenant.admin.headers,
    body: { name: 'Front desk' },
  }),
  rotateApiKey: async (_app, tenant) => ({ path: await keyPath(tenant, '/rotate'), headers: tenant.admin.headers, body: {} }),
  newHospitalToken: async (_app, tenant) => ({
    path: await keyPath(tenant, '/token'),
    headers: tenant.admin.headers,
    body: {},
  }),
  revokeApiKey: async (_app, tenant) => ({ path: await keyPath(tenant), headers: tenant.admin.headers }),
  listAuditLog: async (_app, tenant) => ({
    path: `/api/hospitals/${tenant.hospitalId}/audit-log?limit=5`,
    headers: tenant.admin.headers,
  }),
  health: async () => ({ path: '/v1/health', headers: {} }),
  login: async (app, tenant) => ({ path: '/v1/auth/login', headers: {}, body: await login(app, tenant) }),
  refresh: async (app, tenant) => ({
    path: '/v1/auth/refresh',
    headers: {},
    body: { refreshToken: await refreshToken(app, tenant) },
  }),
  logout: async (app, tenant) => ({
    path: '/v1/auth/logout',
    headers: {},
    body: { refreshToken: await refreshToken(app, tenant) },
  }),
  findAppointments: async (_app, tenant) => ({
    path: '/v1/appointments?limit=5',
    headers: (await tenant.serverKey()).headers,
  }),
  findOwnAppointments: async (_app, tenant) => ({
    path: '/v1/appointments/me?limit=5',
    headers: (await tenant.person('patient')).headers,
  }),
  readAppointment: async (_app, tenant) => ({
    path: `/v1/appointments/${(await tenant.appointment()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  bookAppointment: async (_app, tenant) => ({
    path: '/v1/appointments',
    headers: (await tenant.serverKey()).headers,
    body: await v1Booking(tenant),
  }),
  replaceAppointment: async (_app, tenant) => ({
    path: `/v1/appointments/${(await tenant.appointment()).id}`,
    headers: (await tenant.serverKey()).headers,
    body: await v1Booking(tenant),
  }),
  changeAppointment: async (_app, tenant) => ({
    path: `/v1/appointments/${(await tenant.appointment()).id}`,
    headers: (await tenant.serverKey()).headers,
    body: { notes: 'Brings earlier reports.' },
  }),
  deleteAppointment: async (_app, tenant) => ({
    path: `/v1/appointments/${(await tenant.appointment()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  findPatients: async (_app, tenant) => ({ path: '/v1/patients?limit=5', headers: (await tenant.serverKey()).headers }),
  readPatient: async (_app, tenant) => ({
    path: `/v1/patients/${(await tenant.patient()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  addPatient: async (_app, tenant) => ({
    path: '/v1/patients',
    headers: (await tenant.serverKey()).headers,
    body: { name: 'Asha Menon', email: 'asha.menon@example.com', phone: newPhone() },
  }),
  replacePatient: async (_app, tenant) => ({
    path: `/v1/patients/${(await tenant.patient()).id}`,
    headers: (await tenant.serverKey()).headers,
    body: { name: 'Asha Menon', email: 'asha.menon@example.com', phone: newPhone() },
  }),
  changePatient: async (_app, tenant) => ({
    path: `/v1/patients/${(await tenant.patient()).id}`,
    headers: (await tenant.serverKey()).headers,
    body: { address: '14 Carter Road' },
  }),
  deletePatient: async (_app, tenant) => ({
    path: `/v1/patients/${(await tenant.patient()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  findDoctors: async (_app, tenant) => ({ path: '/v1/doctors?limit=5', headers: (await tenant.serverKey()).headers }),
  readDoctor: async (_app, tenant) => ({
    path: `/v1/doctors/${(await tenant.doctor()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  addDoctor: async (_app, tenant) => ({
    path: '/v1/doctors',
    headers: (await tenant.serverKey()).headers,
    body: v1Doctor(),
  }),
  replaceDoctor: async (_app, tenant) => ({
    path: `/v1/doctors/${(await tenant.doctor()).id}`,
    headers: (await tenant.serverKey()).headers,
    body: v1Doctor(),
  }),
  changeDoctor: async (_app, tenant) => ({
    path: `/v1/doctors/${(await tenant.doctor()).id}`,
    headers: (await tenant.serverKey()).headers,
    body: { specialty: 'Cardiology' },
  }),
  deleteDoctor: async (_app, tenant) => ({
    path: `/v1/doctors/${(await tenant.doctor()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  findSchedules: async (_app, tenant) => ({ path: '/v1/schedules?limit=5', headers: (await tenant.serverKey()).headers }),
  readSchedule: async (_app, tenant) => ({
    path: `/v1/schedules/${(await tenant.schedule()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  addSchedule: async (_app, tenant) => ({
    path: '/v1/schedules',
    headers: (await tenant.serverKey()).headers,
    body: v1Schedule((await tenant.doctor({ working: false })).id),
  }),
  replaceSchedule: async (_app, tenant) => {
    const { id, doctorId } = await tenant.schedule();
    return { path: `/v1/schedules/${id}`, headers: (await tenant.serverKey()).headers, body: v1Schedule(doctorId) };
  },
  deleteSchedule: async (_app, tenant) => ({
    path: `/v1/schedules/${(await tenant.schedule()).id}`,
    headers: (await tenant.serverKey()).headers,
  }),
  verify: async (_app, tenant) => ({ path: '/v1/auth/verify', headers: (await tenant.serverKey()).headers }),
};

/** A good call of the operation in a hospital of its own. @throws for an operation without a sample. */
export async function sampleOf(app: TestApp, operationId: string): Promise<Sample & { tenant: Tenant }> {
  const make = SAMPLES[operationId];
  if (!make) throw new Error(`${operationId} has no sample: add it to test/contract/support/samples.ts`);
  const tenant = await newTenant(app);
  return { ...(await make(app, tenant)), tenant };
}
