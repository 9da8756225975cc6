import { beforeEach, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { call, dataOf, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';
import { curl } from './support/curl';
import { published } from './support/published';

type Locks = { key: string; secret: string; token: string };
type Request = { method: string; path: string; body?: unknown };

const HOST = 'https://server.nyraai.io';
const PATIENTS = { method: 'GET', path: '/api/external/patients' };

let app: TestApp;
let tenant: Tenant;
beforeEach(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
});

/** The published command for this request: the same three headers; a body goes as in the commands of the other document. */
async function line({ key, secret, token }: Locks, { method, path, body }: Request = PATIENTS) {
  const command = await published('external/list-patients.sh', {
    [`-X GET "${HOST}/api/external/patients"`]: `-X ${method} "${app.url}${path}"`,
    'nyra_2f9a...': key,
    'aVeryLongBase64Secret...': secret,
    'a1b2c3d4e5f6789abcdef...': token,
  });
  if (body === undefined) return curl(command);
  const quoted = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
  return curl(`${command.trimEnd()} \\\n  -H "Content-Type: application/json" \\\n  -d '${quoted}'`);
}

it('the quick start: an admin issues a key, and its three credentials list the patients', async () => {
  await tenant.patient({ name: 'Asha Menon' });
  const path = `/api/hospitals/${tenant.hospitalId}/api-keys`;
  const body = { permissions: ['patients:read'] };
  const issued = await call(app, 'POST', path, { headers: tenant.admin.headers, body });
  expect(issued.body).toMatchObject({
    success: true,
    data: { key: expect.stringMatching(/^nyra_/), secret: expect.any(String), token: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const reply = await line(dataOf<Locks>(issued));
  expect(outcome(reply)).toBe('200');
  expect(reply.body).toMatchObject({ success: true, data: { total: 1, results: [{ name: 'Asha Menon' }], page: 1 } });
});

it('the line as it is printed, but for the host, is refused', async () => {
  const reply = await curl(await published('external/list-patients.sh', { [HOST]: app.url }));
  expect(reply.status).toBe(401);
  expect(reply.body).toMatchObject({ success: false, error: 'Unauthorized', message: 'Invalid API credentials' });
});

describe('the three locks', () => {
  it.each(['key', 'secret', 'token'] as const)('with another %s: 401', async (lock) => {
    const [own, other] = [await tenant.partnerKey(), await tenant.partnerKey()];
    expect((await line({ ...own, [lock]: other[lock] })).status).toBe(401);
  });

  it('a ticket for the socket is no hospital token', async () => {
    const key = await tenant.partnerKey();
    const ticket = await line(key, { method: 'POST', path: '/api/external/ws-ticket' });
    const { token } = dataOf<{ token: string }>(ticket);
    expect(token).toMatch(/^eyJ/);
    expect((await line({ ...key, token })).status).toBe(401);
  });

  it('a key without the permission of the route: 403', async () => {
    const key = await tenant.partnerKey({ permissions: ['doctors:read'] });
    const reply = await line(key);
    expect(outcome(reply)).toBe('403 INSUFFICIENT_PERMISSIONS');
    expect(reply.body).toMatchObject({ error: 'Forbidden' });
  });
});

describe('every endpoint answers curl', () => {
  const external = OPERATIONS.filter(({ surface }) => surface === 'external');

  it.each(external.map(({ method, template, operation }) => [method, template, operation] as const))(
    '%s %s',
    async (method, _template, { operationId, responses }) => {
      const { path, headers, body } = await sampleOf(app, operationId);
      const locks = {
        key: headers['x-api-key'] ?? '',
        secret: headers['x-api-secret'] ?? '',
        token: headers.authorization?.replace('Bearer ', '') ?? '',
      };
      const reply = await line(locks, { method, path, body });
      expect(Object.keys(responses), reply.text).toContain(String(reply.status));
      expect(reply.status, reply.text).toBeLessThan(300);
    },
  );
});
