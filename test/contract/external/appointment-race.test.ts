import { expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { newPhone, newTenant } from '../../support/factory';
import { call, codeOf } from '../support/call';

const SLOTS = 8;
const EACH = 50;

it('of 400 requests by both ways that race for 8 slots 8 book, the rest are told 409, and nothing overlaps', async () => {
  const app = await sharedApp();
  const tenant = await newTenant(app);
  const { headers } = await tenant.partnerKey({ rate_tier: 'professional' });
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
  const before = await app.sql('SELECT 1 FROM patients WHERE hospital_id = $1', [tenant.hospitalId]);
  const attempts = Array.from({ length: SLOTS * EACH }, (_, index) => ({
    slot: index % SLOTS,
    by: Math.floor(index / SLOTS) % 2 === 0 ? book : bookWithPatient,
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
