import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectivePermissions, PERMISSIONS } from '@/shared/permissions';
import { sharedApp, startApp, type TestApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const HOST = 'trilock.example';
let staging: TestApp;
beforeAll(async () => {
  staging = await startApp({ APP_ENV: 'staging', PUBLIC_URL: `https://${HOST}` });
});
afterAll(() => staging.close());

const ids = (places: typeof OPERATIONS) => places.map((place) => [place.operation.operationId, place] as const);

describe.each(ids(OPERATIONS))('%s', (_id, { method, template }) => {
  it('403: plain HTTP outside development, with or without credentials, and no redirect', async () => {
    const headers = { host: HOST, authorization: 'Bearer x', 'x-forwarded-proto': 'https' };
    const reply = await call(staging, method, template.replaceAll(/\{\w+\}/g, 'x'), { headers });
    expect(outcome(reply)).toBe('403 HTTPS_REQUIRED');
    expect(reply.headers.location).toBeUndefined();
  });
});

const external = OPERATIONS.filter(({ surface }) => surface === 'external');
describe.each(ids(external))('%s', (id, { method, operation }) => {
  const description = (operation as { description?: string }).description ?? '';
  const needed = PERMISSIONS.find((permission) => description.includes(`permission \`${permission}\``));

  const testPermission = needed ? it : undefined;
  testPermission?.('403: every other permission does not suffice, and the answer names the one', async () => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const others = PERMISSIONS.filter((permission) => needed && !effectivePermissions([permission]).has(needed));
    const { headers } = await tenant.partnerKey({ permissions: others });
    const reply = await call(app, method, path, { headers, body });
    expect(outcome(reply)).toBe('403 INSUFFICIENT_PERMISSIONS');
    expect(reply.text).toContain(String(needed));
  });

  it('403: an address that the key does not allow', async () => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.partnerKey({ allowed_ips: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(outcome(await call(app, method, path, { headers, body }))).toBe('403 IP_NOT_ALLOWED');
  });

  it('403: the hospital has frozen outside access', async () => {
    const app = await sharedApp();
    const { path, headers, body, tenant } = await sampleOf(app, id);
    await app.sql('UPDATE hospitals SET frozen_at = now() WHERE id = $1', [tenant.hospitalId]);
    await expect
      .poll(async () => outcome(await call(app, method, path, { headers, body })), { interval: 10, timeout: 1000 })
      .toBe('403 ACCESS_FROZEN');
  });
});

const hospital = OPERATIONS.filter(({ surface }) => surface === 'hospital');
describe.each(ids(hospital))('%s', (id, { method }) => {
  it.each(['receptionist', 'doctor', 'patient'] as const)('403: a %s', async (role) => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.person(role);
    expect(outcome(await call(app, method, path, { headers, body }))).toBe('403 FORBIDDEN');
  });
});

it('createHospital 403: an admin who is no super_admin', async () => {
  const app = await sharedApp();
  const { path, body, tenant } = await sampleOf(app, 'createHospital');
  expect(outcome(await call(app, 'POST', path, { headers: tenant.admin.headers, body }))).toBe('403 FORBIDDEN');
});
