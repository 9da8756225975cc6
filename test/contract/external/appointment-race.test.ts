import pg from 'pg';
import { expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { newPhone, newTenant } from '../../support/factory';
import { call, codeOf, outcome } from '../support/call';

const SLOTS = 8;
const EACH = 60;

it('of 480 requests by three ways, of both surfaces, that race for 8 slots 8 book, the rest are told 409, and nothing overlaps', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.partnerKey({ rate_tier: 'professional' });
  const server = (await tenant.serverKey({ rate_tier: 'professional' })).headers;
  const [doctor, patient] = [await tenant.doctor(), await tenant.patient()];
  const date = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const timeOf = (slot: number) => `${String(9 + Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;

  const book = (slot: number) =>
    call(app, 'POST', '/api/external/appointments', {
      headers,
      body: {
        patient_id: patient.id,
        doctor_id: doctor.id,
        appointment_date: date,
        appointment_time: timeOf(slot),
        type: 'CONSULTATION',
      },
    });
  const bookWithPatient = (slot: number) =>
    call(app, 'POST', '/api/external/patients', {
      headers,
      body: {
        name: 'Ravi Rao',
        phone: newPhone(),
        doctor_id: doctor.id,
        appointment_time: `${date}T${timeOf(slot)}:00+05:30`,
      },
    });
  const bookOnV1 = (slot: number) =>
    call(app, 'POST', '/v1/appointments', {
      headers: server,
      body: { patientId: patient.id, doctorId: doctor.id, dateTime: `${date}T${timeOf(slot)}:00+05:30` },
    });
  const ways = [book, bookWithPatient, bookOnV1];
  const before = await app.sql('SELECT 1 FROM patients WHERE hospital_id = $1', [tenant.hospitalId]);
  const attempts = Array.from({ length: SLOTS * EACH }, (_, index) => ({
    slot: index % SLOTS,
    by: ways[Math.floor(index / SLOTS) % ways.length] ?? book,
  }));
  const replies = await Promise.all(attempts.map(({ slot, by }) => by(slot)));

  const booked = attempts.filter((_, index) => replies[index]?.status === 201);
  expect(booked.map(({ slot }) => slot).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  const refused = replies.filter(({ status }) => status !== 201);
  expect(new Set(refused.map((reply) => `${reply.status} ${codeOf(reply)}`))).toEqual(new Set(['409 SLOT_TAKEN']));
  const overlaps = await app.sql(
    `SELECT FROM appointments a JOIN appointments b ON a.doctor_id = b.doctor_id AND a.id < b.id
       AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
     WHERE a.hospital_id = $1`,
    [tenant.hospitalId],
  );
  expect(overlaps).toEqual([]);
  // Both or neither: as many patients were added as booked by the second way.
  const after = await app.sql('SELECT 1 FROM patients WHERE hospital_id = $1', [tenant.hospitalId]);
  expect(after.length - before.length).toBe(booked.filter(({ by }) => by === bookWithPatient).length);
});

it('a patient may be renamed while somebody books for the same phone and name: neither waits for the other for ever', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.partnerKey();
  const phone = newPhone();
  const [doctor, patient] = [await tenant.doctor(), await tenant.patient({ name: 'Asha Menon', phone })];
  const client = new pg.Client(app.database.ownerUrl);
  await client.connect();
  try {
    const waiting = async (pid: unknown) =>
      await app.sql<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [pid]);
    const held = async (pid: unknown) => {
      await expect.poll(async () => (await waiting(pid)).length, { interval: 10 }).toBe(1);
      return (await waiting(pid))[0]?.pid;
    };
    await client.query('BEGIN');
    const lock = `doctor/${tenant.hospitalId}/${doctor.id}`;
    const { rows } = await client.query<{ id: number }>(
      'SELECT pg_backend_pid() AS id, pg_advisory_xact_lock(hashtextextended($1, 0))',
      [lock],
    );
    const booking = call(app, 'POST', '/api/external/appointments', {
      headers,
      body: {
        patient_phone: phone,
        patient_name: 'Asha Menon',
        doctor_id: doctor.id,
        appointment_date: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10),
        appointment_time: '10:00',
        type: 'CONSULTATION',
      },
    });
    // It has the person's lock and waits for the doctor's; the change has the patient's row and waits for the person's.
    const booker = await held(rows[0]?.id);
    const change = call(app, 'PATCH', `/api/external/patients/${patient.id}`, { headers, body: { name: 'ASHA MENON' } });
    await held(booker);
    await client.query('COMMIT');
    expect([outcome(await booking), outcome(await change)]).toEqual(['201', '200']);
  } finally {
    await client.end();
  }
});
