import { beforeEach, describe, expect, it } from 'vitest';
import { toTypeId } from '@/server/kernel/typeid';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { findPython } from '../../support/python';
import { newBooking, storedAppointments } from './support/booking';
import { published } from './support/published';
import { runProgram } from './support/run-program';

let app: TestApp;
let tenant: Tenant;
let booking: Awaited<ReturnType<typeof newBooking>>;
beforeEach(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  booking = await newBooking(tenant);
});

const filledIn = (name: string, { patientId, doctorId, dateTime } = booking) =>
  published(name, {
    'https://api.saludya.com/v1': `${app.url}/v1`,
    pat_12345: patientId,
    doc_67890: doctorId,
    '2026-03-15T14:00:00Z': dateTime,
  });

async function bookedOnce(): Promise<string> {
  const rows = await storedAppointments(app, tenant);
  expect(rows).toMatchObject([{ status: 'scheduled', type: 'IN_PERSON', reason: 'Annual checkup' }]);
  expect(rows[0]?.starts_at).toEqual(new Date(booking.dateTime));
  return toTypeId('appointment', rows[0]?.id ?? '');
}

/** The snippet defines the function; a reader's program calls it. */
const CALL = 'createAppointment().then(({ data }) => console.log(data.id), () => process.exit(3));';

describe('axios: create an appointment', () => {
  const run = async (key: string) =>
    runProgram(process.execPath, ['--input-type=commonjs', '-'], `${await filledIn('v1/create-appointment.js')}\n${CALL}`, {
      SALUDYA_API_KEY: key,
    });

  it('books and prints the row', async () => {
    const { code, output, errors } = await run((await tenant.serverKey()).key);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^Appointment created: \{\s+success: true,\s+data: \{/);
    expect(output.trimEnd().split('\n').at(-1)).toBe(await bookedOnce());
  });

  it('prints the error of a key that is not one', async () => {
    const { code, errors } = await run('sk_live_51HqJ9KLkPn8QY7x9vZ3mN2wR4tA6cB8dE1fG2hI3jK4lM5nO6pQ7rS8tU9vW0xY');
    expect(code).toBe(3);
    expect(errors).toMatch(/^Error creating appointment: \{\s+success: false,\s+error: \{\s+code: 'INVALID_API_KEY'/);
    expect(await storedAppointments(app, tenant)).toEqual([]);
  });
});

describe('Python: create an appointment', () => {
  const run = async (key: string) =>
    runProgram(await findPython(), ['-'], await filledIn('v1/create-appointment.py'), { SALUDYA_API_KEY: key });

  it('books and prints the id', async () => {
    const outcome = await run((await tenant.serverKey()).key);
    expect(outcome).toEqual({ code: 0, errors: '', output: `Appointment created: ${await bookedOnce()}\n` });
  });

  it('raises for a key without the permission', async () => {
    const { code, errors } = await run((await tenant.serverKey({ permissions: ['appointments:read'] })).key);
    expect(code).toBe(1);
    expect(errors).toContain(`requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: ${app.url}/v1/appointments`);
  });
});
