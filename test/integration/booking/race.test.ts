import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '@/server/kernel/app-error';
import { onDatabase } from '../../support/server';
import { alternatives, type House, MONDAY_TEN, openHouse, refusal } from './fixture';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('of 50 that book one slot together one gets it, the others three slots that they can book', async () => {
  const attempts = await Promise.allSettled(Array.from({ length: 50 }, () => house.book({})));
  const refused = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []));
  expect(refused).toHaveLength(49);
  for (const error of refused) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'SLOT_TAKEN', status: 409 });
  }
  const offered = refused.map((error) => (error as AppError).details);
  // The doctor's slots are 20 minutes long; both neighbours, then the next.
  const expected = ['2026-11-23T09:40:00.000+01:00', '2026-11-23T10:20:00.000+01:00', '2026-11-23T09:20:00.000+01:00'];
  for (const details of offered) {
    expect(details?.map((detail) => detail.starts_at)).toEqual(expected);
    expect(details?.map((detail) => detail.path)).toEqual(['appointment_time', 'appointment_time', 'appointment_time']);
  }
  for (const startsAt of alternatives(refused[0] as AppError)) {
    await expect(house.book({ startsAt })).resolves.toMatchObject({ startsAt, status: 'scheduled' });
  }
});

test('many that overlap without being equal never hold one doctor twice', async () => {
  const { southDoctor } = house.ids;
  const attempts = Array.from({ length: 30 }, (_, index) =>
    house.book({ doctorId: southDoctor, startsAt: new Date(MONDAY_TEN.getTime() + index * 7 * 60_000), durationMinutes: 25 }),
  );
  const done = await Promise.allSettled(attempts);
  const errors = done.flatMap((attempt) => (attempt.status === 'rejected' ? [(attempt.reason as AppError).code] : []));
  expect(new Set(errors)).toEqual(new Set(['SLOT_TAKEN']));
  const overlaps = await onDatabase(house.database.ownerUrl, (client) =>
    client.query(
      `SELECT FROM appointments a JOIN appointments b ON a.doctor_id = b.doctor_id AND a.id < b.id
         AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`,
    ),
  );
  expect(overlaps.rowCount).toBe(0);
  // Whatever the order of arrival: one booking shuts out at most three starts on each side, so at least every seventh is made.
  expect(done.length - errors.length).toBeGreaterThanOrEqual(5);
});

test('a time that was cancelled, or never happened, is free again; a completed one is not', async () => {
  const startsAt = new Date('2026-11-24T09:00:00Z');
  for (const status of ['cancelled', 'no_show', 'completed']) {
    const { id } = await house.book({ startsAt });
    await house.db.transaction(house.scope(), (tx) => tx.appointment.updateMany({ where: { id }, data: { status } }));
  }
  expect((await refusal(house.book({ startsAt }))).code).toBe('SLOT_TAKEN');
});

test('where the doctor has no availability, nothing is offered', async () => {
  const doctorId = house.ids.freeDoctor;
  await house.book({ doctorId });
  expect(await refusal(house.book({ doctorId }))).toMatchObject({ code: 'SLOT_TAKEN', details: [] });
});
