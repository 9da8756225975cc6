import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { instantIn, newBooking, storedAppointments } from './support/booking';
import { compileFaults, generateClient, newFolder, removeFolder, runClient } from './support/typed-client';

let app: TestApp;
let tenant: Tenant;
let folder: string;

beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  folder = await newFolder();
  await generateClient(folder, 'v1', `${app.url}/v1/openapi.json`);
  await generateClient(folder, 'external', `${app.url}/api/external/openapi.json`);
});
afterAll(() => removeFolder(folder));

it('types generated from the served documents, and programs that use them, compile under `strict`', () => {
  expect(compileFaults(folder, ['v1', 'external'])).toEqual([]);
});

it('v1: it books, reads and cancels an appointment', async () => {
  const { key } = await tenant.serverKey();
  const booking = await newBooking(tenant);
  const result = await runClient(folder, 'v1', { url: app.url, key, ...booking });
  expect(result).toEqual({
    id: expect.stringMatching(/^apt_/),
    booked: 'scheduled',
    reason: 'Annual checkup',
    status: 'cancelled',
    total: 1,
    ids: [(result as { id: string }).id],
    refusal: 'VALIDATION_ERROR',
  });
  expect(await storedAppointments(app, tenant)).toMatchObject([{ status: 'cancelled' }]);
});

it('External: it lists the patients and books one of them', async () => {
  const other = await newTenant(app);
  await other.patient({ name: 'Asha Menon' });
  const { headers } = await other.partnerKey();
  const doctorId = (await other.doctor()).id;
  const result = await runClient(folder, 'external', { url: app.url, headers, doctorId, date: instantIn(2).slice(0, 10) });
  expect(result).toEqual({ total: 1, name: 'Asha Menon', status: 'BOOKED', refusal: 'RESOURCE_NOT_FOUND' });
  expect(await storedAppointments(app, other)).toMatchObject([{ status: 'scheduled', type: 'CONSULTATION' }]);
});
