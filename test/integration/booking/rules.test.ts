import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unlessOverlapping } from '@/server/domain/appointments/savepoint';
import { onDatabase } from '../../support/server';
import { type House, MONDAY_TEN, NOW, openHouse, refusal } from './fixture';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const minutes = (count: number) => new Date(MONDAY_TEN.getTime() + count * 60_000);

describe('when', () => {
  test('422 outside of the hours, at their edges, on a day off and on a closed date', async () => {
    const outside = ['2026-11-23T07:40:00Z', '2026-11-23T15:50:00Z', '2026-11-22T09:00:00Z'];
    for (const text of outside) {
      const error = await refusal(house.book({ startsAt: new Date(text) }, undefined, { timePath: 'dateTime' }));
      expect(error).toMatchObject({ code: 'OUTSIDE_AVAILABILITY', status: 422, details: [{ path: 'dateTime' }] });
    }
    const { hospital, northDoctor } = house.ids;
    await onDatabase(house.database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO availability_overrides (hospital_id, id, doctor_id, date, is_available, windows) VALUES
           ($1, gen_random_uuid(), $2, '2026-11-25', false, NULL),
           ($1, gen_random_uuid(), $2, '2026-11-28', true, '[{"start_second": 36000, "end_second": 37200}]')`,
        [hospital, northDoctor],
      ),
    );
    expect((await refusal(house.book({ startsAt: new Date('2026-11-25T09:00:00Z') }))).code).toBe('OUTSIDE_AVAILABILITY');
    await expect(house.book({ startsAt: new Date('2026-11-28T09:00:00Z') })).resolves.toBeDefined();
  });

  test('any time where nobody said when the doctor works', async () => {
    await expect(
      house.book({ doctorId: house.ids.freeDoctor, startsAt: new Date('2026-11-22T02:00:00Z') }),
    ).resolves.toBeDefined();
  });

  test('400 in the past and over two years ahead', async () => {
    const starts = [new Date(NOW.getTime() - 1), new Date('2028-11-20T09:00:00.001Z'), new Date(Number.NaN)];
    for (const startsAt of starts) {
      const details = [{ path: 'appointment_time' }];
      expect(await refusal(house.book({ startsAt }))).toMatchObject({ code: 'VALIDATION_ERROR', details });
    }
    await expect(house.book({ doctorId: house.ids.freeDoctor, startsAt: NOW })).resolves.toBeDefined();
    await expect(
      house.book({ doctorId: house.ids.freeDoctor, startsAt: new Date('2028-11-20T09:00:00Z') }),
    ).resolves.toBeDefined();
  });

  test("as long as the doctor's slot, or as asked", async () => {
    const usual = await house.book({ startsAt: minutes(60) });
    expect(usual.endsAt).toEqual(minutes(80));
    const longer = await house.book({ startsAt: minutes(80), durationMinutes: 45 });
    expect(longer.endsAt).toEqual(minutes(125));
    expect(await refusal(house.book({ durationMinutes: 1441 }))).toMatchObject({ code: 'VALIDATION_ERROR' });
  });
});

describe('who and where', () => {
  test('404 for what is not there, 409 for a doctor who is not active', async () => {
    const { otherDoctor, otherPatient, goneDoctor, inactiveDoctor } = house.ids;
    const code = async (input: Parameters<House['book']>[0]) => (await refusal(house.book(input))).code;
    expect(await code({ doctorId: otherDoctor })).toBe('RESOURCE_NOT_FOUND');
    expect(await code({ patientId: otherPatient })).toBe('RESOURCE_NOT_FOUND');
    expect(await code({ doctorId: goneDoctor })).toBe('RESOURCE_NOT_FOUND');
    expect(await code({ branchId: otherDoctor })).toBe('RESOURCE_NOT_FOUND');
    expect(await code({ doctorId: inactiveDoctor })).toBe('CONFLICT');
  });

  test("the branch is the given one, else the doctor's, else the patient's; its zone is the appointment's", async () => {
    const { north, south, sharedDoctor, southPatient, northPatient } = house.ids;
    const given = await house.book({ branchId: south, startsAt: minutes(180) });
    expect(given).toMatchObject({ branchId: south, timezone: 'Atlantic/Canary' });
    const doctors = await house.book({ patientId: southPatient, startsAt: minutes(200) });
    expect(doctors).toMatchObject({ branchId: north, timezone: 'Europe/Madrid' });
    const patients = await house.book({ doctorId: sharedDoctor, patientId: northPatient, startsAt: minutes(220) });
    expect(patients).toMatchObject({ branchId: north });
    const nobodys = await house.book({ doctorId: sharedDoctor, startsAt: minutes(240) });
    expect(nobodys).toMatchObject({ branchId: null, timezone: 'Europe/Madrid' });
  });
});

describe('the event', () => {
  test('is written with the appointment, tells it, and wakes the delivery', async () => {
    const heard: (string | undefined)[] = [];
    await onDatabase(house.database.appUrl, async (client) => {
      client.on('notification', ({ payload }) => heard.push(payload));
      await client.query('LISTEN trilock_outbox');
      const { id } = await house.book({ startsAt: minutes(300), notes: 'fasting' });
      await client.query('SELECT 1');
      expect(heard).toEqual([house.ids.hospital]);
      const [event] = await house.db.run(house.scope(), (db) => db.outboxEvent.findMany({ where: { resourceId: id } }));
      expect(event).toMatchObject({ type: 'appointment.created', resource: 'appointment', branchId: house.ids.north });
      expect(event?.data).toMatchObject({ id, startsAt: minutes(300).toISOString(), notes: 'fasting', status: 'scheduled' });
    });
  });

  test('is not there for a refusal', async () => {
    const count = () => house.db.run(house.scope(), (db) => db.outboxEvent.count());
    const before = await count();
    await refusal(house.book({ startsAt: minutes(300) }));
    expect(await count()).toBe(before);
  });
});

test('a move onto a taken time is undone, and the transaction goes on', async () => {
  const first = await house.book({ startsAt: minutes(340) });
  const second = await house.book({ startsAt: minutes(360) });
  const after = await house.db.transaction(house.scope(), async (tx) => {
    const { startsAt, endsAt } = first;
    const move = () => tx.appointment.updateMany({ where: { id: second.id }, data: { startsAt, endsAt } });
    expect(await unlessOverlapping(tx, move)).toBeNull();
    return tx.appointment.findFirst({ where: { id: second.id }, select: { startsAt: true } });
  });
  expect(after?.startsAt).toEqual(second.startsAt);
});
