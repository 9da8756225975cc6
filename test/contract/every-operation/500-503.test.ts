import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const MARKER = 'trilock-marker-of-an-internal-text';
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** While `work` runs, whatever a request needs of the tenant database fails like this. */
async function withFault<T>(fault: Error, work: () => Promise<T>): Promise<T> {
  const { services } = app.runtime;
  const { db } = services;
  Object.defineProperty(services, 'db', {
    configurable: true,
    get: () => {
      throw fault;
    },
  });
  try {
    return await work();
  } finally {
    Object.defineProperty(services, 'db', { configurable: true, writable: true, enumerable: true, value: db });
  }
}

describe.each(OPERATIONS.map((place) => [place.operation.operationId, place] as const))('%s', (id, { method }) => {
  it('500: a fault of ours, of which nothing leaks', async () => {
    const { path, headers, body } = await sampleOf(app, id);
    const reply = await withFault(new TypeError(MARKER), () => call(app, method, path, { headers, body }));
    expect(outcome(reply)).toBe('500 INTERNAL_ERROR');
    expect(reply.text + JSON.stringify(reply.headers)).not.toContain(MARKER);
  });

  it('503: the database is away, with Retry-After', async () => {
    const { path, headers, body } = await sampleOf(app, id);
    const away = Object.assign(new Error(`connect ECONNREFUSED ${MARKER}`), { code: 'ECONNREFUSED' });
    const reply = await withFault(away, () => call(app, method, path, { headers, body }));
    expect(outcome(reply)).toBe('503 SERVICE_UNAVAILABLE');
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
  });
});

it('what failed is in the log, without its text', () => {
  expect(app.log.some((line) => line.includes('request failed'))).toBe(true);
  expect(app.log.join('\n')).not.toContain(MARKER);
});

describe('without an audit log', () => {
  beforeAll(() => app.sql('REVOKE INSERT ON audit_events FROM trilock_audit, trilock_app'));
  afterAll(() => app.sql('GRANT INSERT ON audit_events TO trilock_audit, trilock_app'));

  it('503: nothing is shown and nothing is changed', async () => {
    const tenant = await newTenant(app, {}).catch(() => null);
    expect(tenant).not.toBeNull();
    if (!tenant) return;
    const read = await call(app, 'GET', `/api/hospitals/${tenant.hospitalId}/api-keys`, { headers: tenant.admin.headers });
    expect(outcome(read)).toBe('503 SERVICE_UNAVAILABLE');
    const body = { permissions: ['patients:read'] };
    const write = await call(app, 'POST', `/api/hospitals/${tenant.hospitalId}/api-keys`, {
      headers: tenant.admin.headers,
      body,
    });
    expect(write.status).toBeGreaterThanOrEqual(500);
    expect(await app.sql('SELECT 1 FROM api_keys WHERE hospital_id = $1', [tenant.hospitalId])).toEqual([]);
    const guess = await call(app, 'GET', '/api/external/me', {
      headers: { 'x-api-key': 'a', 'x-api-secret': 'b', authorization: 'Bearer c' },
    });
    expect(outcome(guess)).toBe('503 SERVICE_UNAVAILABLE');
  });
});
