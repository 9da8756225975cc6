import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app';
import { send } from '../../support/http';

const HOST = 'api.hospital.example';
const SECRET = 's'.repeat(32);
const HTTPS = { host: HOST, 'x-forwarded-proto': 'https' };

/** HTTPS and host, as a deployment behind a proxy on this machine has them. */
describe.each(['staging', 'production'])('in %s', (APP_ENV) => {
  let app: TestApp;
  let direct: TestApp;

  beforeAll(async () => {
    const variables = { APP_ENV, APP_SECRET: SECRET, PUBLIC_URL: `https://${HOST}` };
    app = await startApp({ ...variables, TRUST_PROXY: '127.0.0.1' });
    direct = await startApp(variables);
  });
  afterAll(async () => {
    await app.close();
    await direct.close();
  });

  it.each(['/api/external/patients', '/v1/health', '/api/hospitals', '/login', '/api/auth/session', '/v1/openapi.json'])(
    'plain HTTP to %s is 403 and leads nowhere',
    async (path) => {
      const reply = await send(app, 'GET', path, { headers: { host: HOST } });
      expect(reply.status).toBe(403);
      expect(reply.text).toContain('HTTPS_REQUIRED');
      expect(reply.headers.location).toBeUndefined();
      expect(reply.headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('a preflight by plain HTTP is refused too', async () => {
    expect((await send(app, 'OPTIONS', '/v1/patients', { headers: { host: HOST } })).status).toBe(403);
  });

  it('HTTPS at the trusted proxy is let through, and asked for from then on', async () => {
    const reply = await send(app, 'GET', '/v1/health', { headers: HTTPS });
    expect(reply.status).toBe(200);
    expect(reply.headers['strict-transport-security']).toContain('max-age=');
  });

  it('the same header from a peer that nobody trusts is a forgery', async () => {
    expect((await send(direct, 'GET', '/v1/health', { headers: HTTPS })).status).toBe(403);
  });

  it.each(['/livez', '/readyz'])('%s answers without HTTPS, for whatever host, with its status only', async (path) => {
    for (const headers of [{ host: HOST }, { host: '10.1.2.3:3000' }]) {
      expect(await send(direct, 'GET', path, { headers })).toMatchObject({ status: 200, text: '' });
    }
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', `${HOST}.evil.example`, `${HOST}:8443`])(
    'a request for %s is refused',
    async (host) => {
      const reply = await send(app, 'GET', '/v1/health', { headers: { ...HTTPS, host } });
      expect(reply.status).toBe(400);
      expect(reply.body).toMatchObject({ success: false, error: { code: 'REQUEST_REJECTED' } });
    },
  );

  it('the audit log and the limits see the client, not the proxy', async () => {
    const headers = { ...HTTPS, 'x-forwarded-for': '198.51.100.1, ::ffff:203.0.113.77' };
    await send(app, 'GET', '/api/external/patients', { headers });
    expect(await app.sql('SELECT address FROM audit_events ORDER BY occurred_at DESC LIMIT 1')).toEqual([
      { address: '203.0.113.77' },
    ]);
  });
});
