import { beforeEach, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';
import { newBooking } from './support/booking';
import { curl } from './support/curl';
import { expired, newPatientLogin } from './support/patient-login';
import { published } from './support/published';

let app: TestApp;
let tenant: Tenant;
beforeEach(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
});

const KEY = 'sk_live_51HqJ9KLkPn8QY7x9vZ3mN2wR4tA6cB8dE1fG2hI3jK4lM5nO6pQ7rS8tU9vW0xY';
const line = async (name: string, replacements: Record<string, string>) =>
  curl(await published(`v1/${name}.sh`, { 'https://api.saludya.com/v1': `${app.url}/v1`, ...replacements }));
const withKey = (key: string) => line('list-appointments', { [KEY]: key });
const withToken = (token: string) => line('own-appointments', { 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...': token });
const refreshWith = (token: string) => line('refresh', { rt_xyz789refreshtoken: token });

it('a key lists appointments; one that is wrong, and one without the permission, get the documented codes', async () => {
  const { key, headers } = await tenant.serverKey({ permissions: ['appointments:read', 'appointments:write'] });
  await call(app, 'POST', '/v1/appointments', { headers, body: await newBooking(tenant) });
  const reply = await withKey(key);
  expect(outcome(reply)).toBe('200');
  expect(reply.body).toMatchObject({
    success: true,
    data: [{ status: 'scheduled' }],
    pagination: { page: 1, totalPages: 1, totalItems: 1 },
  });
  expect(outcome(await withKey(KEY))).toBe('401 INVALID_API_KEY');
  const { key: other } = await tenant.serverKey({ permissions: ['patients:read'] });
  expect(outcome(await withKey(other))).toBe('403 INSUFFICIENT_PERMISSIONS');
});

it('a patient logs in, reads the own appointments, and refreshes', async () => {
  const { patientId, email, password } = await newPatientLogin(app, tenant);
  const { headers } = await tenant.serverKey();
  const body = { ...(await newBooking(tenant)), patientId };
  const booked = dataOf<{ id: string }>(await call(app, 'POST', '/v1/appointments', { headers, body }));

  const login = await line('login', { 'patient@example.com': email, secure_password: password });
  expect(login.status, login.text).toBe(200);
  expect(login.body).toEqual({
    success: true,
    data: {
      accessToken: expect.stringMatching(/^eyJ/),
      refreshToken: expect.stringMatching(/^rt_/),
      expiresIn: 3600,
      tokenType: 'Bearer',
      user: { id: patientId, email, name: 'Asha Menon', role: 'patient' },
    },
  });
  const { accessToken, refreshToken } = dataOf<{ accessToken: string; refreshToken: string }>(login);
  expect(dataOf(await withToken(accessToken))).toMatchObject([{ id: booked.id, patientId }]);

  expect(outcome(await withToken(await expired(app, accessToken)))).toBe('401 TOKEN_EXPIRED');
  const refreshed = await refreshWith(refreshToken);
  expect(refreshed.body).toMatchObject({ success: true, data: { expiresIn: 3600, tokenType: 'Bearer' } });
  const { accessToken: next } = dataOf<{ accessToken: string }>(refreshed);
  expect(dataOf(await withToken(next))).toMatchObject([{ id: booked.id }]);
});

it('a role that has no own appointments is refused', async () => {
  const { accessToken } = await tenant.person('receptionist');
  expect(outcome(await withToken(accessToken))).toBe('403 FORBIDDEN');
});

it('the lines as they are printed, but for the host, are refused as documented', async () => {
  expect(outcome(await line('own-appointments', {}))).toBe('401 UNAUTHORIZED');
  expect(outcome(await line('refresh', {}))).toBe('401 UNAUTHORIZED');
  expect(outcome(await line('login', {}))).toBe('401 INVALID_CREDENTIALS');
});
