import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import { alternatives, type House, MONDAY_TEN, openHouse, refusal } from './fixture';

let house: House;
let north: BookingScope;
beforeAll(async () => {
  house = await openHouse();
  north = house.scope(house.ids.north);
});
afterAll(() => house.close());

test('books in its own branch only, with what it can see', async () => {
  const { ids } = house;
  const patientId = ids.northPatient;
  expect(await house.book({ patientId }, north)).toMatchObject({ branchId: ids.north });
  const code = async (input: Parameters<House['book']>[0]) => (await refusal(house.book(input, north))).code;
  expect(await code({ patientId, doctorId: ids.southDoctor })).toBe('RESOURCE_NOT_FOUND');
  expect(await code({ patientId, branchId: ids.south })).toBe('RESOURCE_NOT_FOUND');
  expect(await code({ patientId: ids.southPatient })).toBe('RESOURCE_NOT_FOUND');
  // Of no branch: patients are invisible to it, doctors are not.
  expect(await code({ patientId: ids.patient })).toBe('RESOURCE_NOT_FOUND');
  const shared = await house.book({ patientId, doctorId: ids.sharedDoctor, startsAt: new Date('2026-11-24T09:00:00Z') }, north);
  expect(shared.branchId).toBe(ids.north);
});

test("offers only what can be booked, though another branch's appointments are hidden from it", async () => {
  const { ids } = house;
  const doctorId = ids.sharedDoctor;
  // Two hours around the wanted time belong to the south.
  for (let minutes = -40; minutes <= 80; minutes += 20) {
    await house.book({ doctorId, branchId: ids.south, startsAt: new Date(MONDAY_TEN.getTime() + minutes * 60_000) });
  }
  const wish = { doctorId, patientId: ids.northPatient };
  const error = await refusal(house.book(wish, north));
  expect(error.code).toBe('SLOT_TAKEN');
  const slots = alternatives(error);
  expect(slots.map((slot) => slot.toISOString())).toEqual([
    '2026-11-23T08:00:00.000Z',
    '2026-11-23T10:40:00.000Z',
    '2026-11-23T11:00:00.000Z',
  ]);
  for (const startsAt of slots) await expect(house.book({ ...wish, startsAt }, north)).resolves.toBeDefined();
});
