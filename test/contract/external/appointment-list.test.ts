import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { type Headers, newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';

const PATH = '/api/external/appointments';
type Row = { id: string; patient_name: string; doctor_name: string; [field: string]: unknown };
type List = { total: number; results: Row[]; next_cursor: string | null };
type Seeded = { id: string; branch: string | null; doctor: string; patient: string; status: string; day: string; at: number };

/** Half past five hours before UTC's: the days of a hospital in India are none of UTC. */
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-31', '2026-04-01'];
/** The first and the last instant of a day, and one of each of the two days of UTC that it touches. */
const TIMES = ['00:00:00.000', '03:00:00.000', '15:00:00.000', '23:59:59.999'];
const STATUSES = ['scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show'];
const SHOWN: Record<string, string[]> = {
  BOOKED: ['scheduled', 'confirmed', 'in_progress'],
  COMPLETED: ['completed'],
  NO_SHOW: ['no_show'],
  CANCELLED: ['cancelled'],
};

let app: TestApp;
let tenant: Tenant;
let north: string;
let south: string;
let free: Headers;
let locked: Headers;
const doctors: string[] = [];
const patients: string[] = [];
const seeded: Seeded[] = [];

/** 80 appointments: every day and time, doctors, patients, statuses and branches in turns of different lengths. */
beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  [north, south] = [(await tenant.branch()).id, (await tenant.branch()).id];
  free = (await tenant.partnerKey()).headers;
  locked = (await tenant.partnerKey({ branch_id: north })).headers;
  for (let i = 0; i < 20; i++) doctors.push((await tenant.doctor({ working: false })).id);
  for (const [index, name] of ['Asha Menon', 'Ravi Rao', '  MARÍA  Paz', '100%'].entries()) {
    patients.push((await tenant.patient({ name, branchId: [north, south, null, null][index] ?? null })).id);
  }
  for (let i = 0; i < 80; i++) {
    const day = DAYS[i % DAYS.length] ?? '';
    const branch = [north, south, null][i % 3] ?? null;
    // Each doctor has four, of different days or times.
    const doctor = doctors[(i * 7) % doctors.length] ?? '';
    const patient = patients[i % patients.length] ?? '';
    const status = STATUSES[(i * 5) % STATUSES.length] ?? '';
    const startsAt = `${day}T${TIMES[Math.floor(i / 20) % TIMES.length]}+05:30`;
    // Some are booked in the same millisecond: the id decides.
    const createdAt = new Date(Date.UTC(2026, 1, 1 + ((i * 11) % 27)));
    const { id } = await tenant.appointment({
      branchId: branch,
      doctorId: doctor,
      patientId: patient,
      status,
      startsAt,
      createdAt: createdAt.toISOString(),
    });
    seeded.push({ id, branch, doctor, patient, status, day, at: createdAt.getTime() });
  }
  seeded.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
});

const list = async (query: string, headers: Headers = free) =>
  dataOf<List>(await call(app, 'GET', `${PATH}?${query}`, { headers }));
const idsOf = ({ results }: List) => results.map((row) => row.id);

type Filters = { status?: string; doctor?: number; patient?: number; branch?: 'north' | 'south'; from?: string; to?: string };

const CASES: Filters[] = [
  {},
  ...Object.keys(SHOWN).map((status) => ({ status })),
  { doctor: 3 },
  { patient: 1 },
  { branch: 'north' },
  { branch: 'south' },
  { from: '2026-03-02' },
  { to: '2026-03-02' },
  { from: '2026-03-02', to: '2026-03-02' },
  { from: '2026-03-01', to: '2026-03-31' },
  { from: '2026-04-02' },
  { from: '2026-03-03', to: '2026-03-01' },
  { from: '1900-01-01', to: '9999-12-31' },
  { status: 'BOOKED', branch: 'south' },
  { status: 'BOOKED', from: '2026-03-02', to: '2026-03-31' },
  { branch: 'north', to: '2026-03-31' },
  { doctor: 3, status: 'BOOKED' },
  { doctor: 3, from: '2026-03-01', to: '2026-03-03' },
  { patient: 2, status: 'COMPLETED', from: '2026-03-01' },
  { patient: 2, doctor: 6, branch: 'north', status: 'BOOKED', from: '2026-03-01', to: '2026-12-31' },
];

function expected(filters: Filters, isLocked: boolean): string[] {
  const { status, doctor, patient, from = '', to = '9999' } = filters;
  const branch = filters.branch === 'north' ? north : filters.branch === 'south' ? south : undefined;
  const fits = (row: Seeded) =>
    (isLocked ? row.branch !== south : branch === undefined || row.branch === branch) &&
    (status === undefined || SHOWN[status]?.includes(row.status)) &&
    (doctor === undefined || row.doctor === doctors[doctor]) &&
    (patient === undefined || row.patient === patients[patient]) &&
    from <= row.day &&
    row.day <= to;
  return seeded.filter(fits).map(({ id }) => id);
}

function queryOf({ status, doctor, patient, branch, from, to }: Filters): string {
  const given = {
    status,
    doctor_id: doctor === undefined ? undefined : doctors[doctor],
    patient_id: patient === undefined ? undefined : patients[patient],
    branch_id: branch && (branch === 'north' ? north : south),
    start_date: from,
    end_date: to,
  };
  return Object.entries(given)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
}

describe.each(CASES.map((filters) => [JSON.stringify(filters), filters] as const))('GET /appointments %s', (_name, filters) => {
  it.each([false, true])('200: what fits, newest booking first, with the exact total; branch lock: %s', async (isLocked) => {
    const headers = isLocked ? locked : free;
    const wanted = expected(filters, isLocked);
    const query = queryOf(filters);
    const all = await list(`limit=100&${query}`, headers);
    expect(idsOf(all)).toEqual(wanted);
    expect([all.total, all.next_cursor]).toEqual([wanted.length, null]);
    const second = await list(`limit=7&page=2&${query}`, headers);
    expect([second.total, idsOf(second)]).toEqual([wanted.length, wanted.slice(7, 14)]);
    const beyond = await list(`limit=7&page=90&${query}`, headers);
    expect(beyond).toMatchObject({ total: wanted.length, results: [], next_cursor: null });
    const byCursor: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const part: List = await list(`limit=7${cursor && `&cursor=${cursor}`}&${query}`, headers);
      expect(part.total).toBe(wanted.length);
      byCursor.push(...idsOf(part));
      cursor = part.next_cursor;
    }
    expect(byCursor).toEqual(wanted);
  });
});

describe('GET /appointments?q', () => {
  const ofPatient = (index: number) => seeded.filter((row) => row.patient === patients[index]).map(({ id }) => id);

  it('200: by a part of the name of the patient, from three characters anywhere, below at the beginning', async () => {
    for (const q of ['Asha', 'sha%20m', 'AS', 'a']) expect(idsOf(await list(`limit=100&q=${q}`)), q).toEqual(ofPatient(0));
    expect(idsOf(await list(`limit=100&q=${encodeURIComponent('maría paz')}`))).toEqual(ofPatient(2));
    expect(idsOf(await list('limit=100&q=%25'))).toEqual([]);
    expect(idsOf(await list('limit=100&q=100%25'))).toEqual(ofPatient(3));
    expect(await list('q=sh')).toMatchObject({ total: 0 });
  });

  it('200: by the name of the doctor, with other filters, in pages', async () => {
    await app.sql(`UPDATE doctors SET name = 'Dr Zarina Quell' WHERE id = $1`, [doctors[4]]);
    const wanted = seeded.filter((row) => row.doctor === doctors[4]);
    expect(idsOf(await list('q=quell'))).toEqual(wanted.map(({ id }) => id));
    const page = await list('q=quell&limit=2&page=2');
    expect([page.total, idsOf(page)]).toEqual([wanted.length, wanted.slice(2, 4).map(({ id }) => id)]);
    const booked = wanted.filter((row) => SHOWN.BOOKED?.includes(row.status));
    expect(await list('q=quell&status=BOOKED')).toMatchObject({ total: booked.length });
    expect(await list('q=quell&start_date=2026-04-02')).toMatchObject({ total: 0 });
  });

  it('200: a phone and an e-mail are no names', async () => {
    const { id: patientId, phone } = await tenant.patient({ email: 'asha@example.com' });
    const { id } = await tenant.appointment({ patientId });
    expect(await list(`q=${phone.slice(4)}`)).toMatchObject({ total: 0 });
    expect(await list('q=example')).toMatchObject({ total: 0 });
    await app.sql('UPDATE appointments SET deleted_at = now() WHERE id = $1', [id]);
  });
});

it('200: a locked key is told the names of people whose records it does not see', async () => {
  const { results } = await list('limit=100', locked);
  expect(results.filter((row) => row.patient_id === patients[1] && row.branch_id === north)).not.toEqual([]);
  for (const row of results) expect([row.patient_name, row.doctor_name]).toEqual([expect.any(String), expect.any(String)]);
  expect(idsOf(await list('limit=100&q=ravi', locked))).toEqual(expected({ patient: 1 }, true));
});

it('200: a deleted one is nowhere, and the total follows every change', async () => {
  const own = await newTenant(app);
  const { headers } = await own.partnerKey();
  const made = [await own.appointment(), await own.appointment(), await own.appointment()];
  await app.sql('UPDATE appointments SET deleted_at = now() WHERE id = $1', [made[0]?.id]);
  await app.sql(
    `UPDATE appointments SET status = 'no_show', starts_at = '2030-01-01', ends_at = '2030-01-01T01:00Z' WHERE id = $1`,
    [made[1]?.id],
  );
  await app.sql('DELETE FROM appointments WHERE id = $1', [made[2]?.id]);
  for (const query of ['', 'status=NO_SHOW', 'start_date=2030-01-01&end_date=2030-01-01', `doctor_id=${made[1]?.doctorId}`]) {
    expect(await list(query, headers), query).toMatchObject({ total: 1, results: [{ id: made[1]?.id }] });
  }
  for (const query of ['status=BOOKED', 'end_date=2029-12-31', `doctor_id=${made[0]?.doctorId}`]) {
    expect(await list(query, headers), query).toMatchObject({ total: 0, results: [] });
  }
  await app.sql('SELECT fold_appointment_counts($1)', [own.hospitalId]);
  for (const query of ['', 'start_date=2030-01-01']) expect(await list(query, headers), query).toMatchObject({ total: 1 });
  const left = await app.sql(
    'SELECT sum(amount)::int AS sum, count(*)::int AS count FROM appointment_days WHERE hospital_id = $1',
    [own.hospitalId],
  );
  expect(left).toEqual([{ sum: 1, count: 1 }]);
});

it.each([
  'status=booked',
  'status=scheduled',
  'start_date=2026-02-30',
  'start_date=1899-12-31',
  'end_date=today',
  'doctor_id=x',
  'patient_id=x',
  'q=',
  'limit=0',
  'limit=101',
  'page=10001',
  'cursor=x',
  'status=BOOKED&status=BOOKED',
])('400: ?%s', async (query) => {
  expect(outcome(await call(app, 'GET', `${PATH}?${query}`, { headers: free }))).toBe('400 VALIDATION_ERROR');
});
