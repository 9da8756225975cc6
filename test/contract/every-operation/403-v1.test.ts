import { describe, expect, it } from 'vitest';
import { everyRoute } from '@/server/bridge/routes';
import { effectivePermissions, PERMISSIONS } from '@/shared/permissions';
import { maskOf, type RoleAction, reachOf, resourceOf } from '@/shared/role-table';
import { ROLES } from '@/shared/roles';
import { sharedApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { sampleOf } from '../support/samples';

const routes = everyRoute().filter(({ surface, meta }) => surface === 'v1' && !meta.access.public);
const named = (list: typeof routes) => list.map((route) => [route.meta.openapi?.operationId ?? '', route] as const);

it('every operation of v1 names its cell of the role table; verify is for anybody', () => {
  const without = routes.filter(({ meta }) => !meta.access.people).map(({ meta }) => meta.openapi?.operationId);
  expect(without).toEqual(['verify']);
});

describe.each(named(routes))('%s', (id, { method, meta }) => {
  const { permission, people } = meta.access;

  if (permission === undefined) {
    it('403: any key', async () => {
      const app = await sharedApp();
      const { path, body, tenant } = await sampleOf(app, id);
      const { headers } = await tenant.serverKey({ permissions: ['admin'] });
      expect(outcome(await call(app, method, path, { headers, body }))).toBe('403 FORBIDDEN');
    });
  } else if (permission !== 'any') {
    it('403: a key with every other permission, and the answer names the one', async () => {
      const app = await sharedApp();
      const { path, body, tenant } = await sampleOf(app, id);
      const permissions = PERMISSIONS.filter((other) => !effectivePermissions([other]).has(permission));
      const { headers } = await tenant.serverKey({ permissions });
      const reply = await call(app, method, path, { headers, body });
      expect(outcome(reply)).toBe('403 INSUFFICIENT_PERMISSIONS');
      expect(reply.text).toContain(permission);
    });
  }

  it('403: an address that the key does not allow', async () => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.serverKey({ allowed_ips: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(outcome(await call(app, method, path, { headers, body }))).toBe('403 IP_NOT_ALLOWED');
  });

  it('403: the hospital has frozen outside access', async () => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.serverKey();
    await app.sql('UPDATE hospitals SET frozen_at = now() WHERE id = $1', [tenant.hospitalId]);
    await expect
      .poll(async () => outcome(await call(app, method, path, { headers, body })), { interval: 10, timeout: 1000 })
      .toBe('403 ACCESS_FROZEN');
  });

  it('403: a person who must change the password first', async () => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    await app.sql('UPDATE users SET must_change_password = true WHERE id = $1', [tenant.admin.id]);
    await expect
      .poll(async () => outcome(await call(app, method, path, { headers: tenant.admin.headers, body })), {
        interval: 10,
        timeout: 1000,
      })
      .toBe('403 FORBIDDEN');
  });

  if (people) describeRoles(id, method, people);
});

/** What the table says, by calls: own records are the matter of each resource's tests. */
function describeRoles(id: string, method: string, people: RoleAction): void {
  const reaching = (...reaches: string[]) => ROLES.filter((role) => reaches.includes(reachOf(role, people)));
  const resource = resourceOf(people);

  it.each(reaching('none'))('403: a %s', async (role) => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.person(role);
    expect(outcome(await call(app, method, path, { headers, body }))).toBe('403 FORBIDDEN');
  });

  it.each(reaching('hospital').filter((role) => maskOf(role, resource).changeable === null))('2xx: a %s', async (role) => {
    const app = await sharedApp();
    const { path, body, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.person(role);
    expect((await call(app, method, path, { headers, body })).status).toBeLessThan(300);
  });

  if (method !== 'GET' || !people.endsWith('.read')) return;
  it.each(reaching('own', 'assigned'))("404: somebody else's, for a %s", async (role) => {
    const app = await sharedApp();
    const { path, tenant } = await sampleOf(app, id);
    const { headers } = await tenant.person(role);
    expect(outcome(await call(app, method, path, { headers }))).toBe('404 RESOURCE_NOT_FOUND');
  });
}
