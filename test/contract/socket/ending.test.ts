import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publish } from '@/server/domain/events/outbox';
import { newId } from '@/server/kernel/new-id';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type PartnerKey, type Tenant } from '../../support/factory';
import { send } from '../../support/http';
import { type Live, live } from '../../support/live';

let app: TestApp;
let tenant: Tenant;
let key: PartnerKey;
let open: Live[] = [];

beforeAll(async () => {
  app = await sharedApp();
});
beforeEach(async () => {
  tenant = await newTenant(app);
  key = await tenant.partnerKey();
});
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

async function follow(of: PartnerKey): Promise<Live> {
  const opened = await live(app, of);
  open.push(opened);
  return opened;
}

async function administer(method: string, rest: string, body?: Record<string, unknown>): Promise<void> {
  const path = `/api/hospitals/${tenant.hospitalId}/api-keys/${key.id}${rest}`;
  const reply = await send(app, method, path, { headers: tenant.admin.headers, ...(body && { body }) });
  if (reply.status >= 300) throw new Error(reply.text);
}

describe('the client is told `io server disconnect` when', () => {
  it.each<[string, string, () => Promise<unknown>]>([
    ['its key is disabled', 'key_disabled', () => administer('PATCH', '', { is_active: false })],
    ['its key is revoked', 'key_revoked', () => administer('DELETE', '')],
    ['its key is rotated without an overlap', 'token_revoked', () => administer('POST', '/rotate', { overlap_seconds: 0 })],
    ['its token is revoked', 'token_revoked', () => administer('POST', '/token', { revoke_others: true })],
    ['it loses ws:ticket', 'permission_ws:ticket', () => administer('PATCH', '', { permissions: ['calls:read'] })],
    [
      'its address is not allowed any more',
      'address_not_allowed',
      () => administer('PATCH', '', { allowed_ips: ['203.0.113.1'] }),
    ],
    [
      'the hospital freezes',
      'frozen',
      () => app.sql('UPDATE hospitals SET frozen_at = now() WHERE id = $1', [tenant.hospitalId]),
    ],
    [
      'its token expires',
      'token_expired',
      () => app.sql(`UPDATE hospital_tokens SET expires_at = now() + interval '50 ms' WHERE api_key_id = $1`, [key.id]),
    ],
    [
      'its key expires',
      'key_expired',
      () => app.sql(`UPDATE api_keys SET expires_at = now() + interval '50 ms' WHERE id = $1`, [key.id]),
    ],
  ])('%s', async (_name, cause, change) => {
    const neighbour = await follow(await (await newTenant(app)).partnerKey());
    const [one, two] = await Promise.all([follow(key), follow(key)]);
    await change();
    expect(await Promise.all([one.disconnected, two.disconnected])).toEqual(Array(2).fill('io server disconnect'));
    expect(neighbour.socket.connected).toBe(true);
    await expect
      .poll(() => app.sql(`SELECT cause FROM audit_events WHERE api_key_id = $1 AND action = 'socket.close'`, [key.id]), {
        timeout: 20_000,
      })
      .toEqual([{ cause }, { cause }]);
  });
});

it('a renewed token does not end the socket of the one before, and a rotation with an overlap neither', async () => {
  const one = await follow(key);
  await send(app, 'POST', '/api/external/token', { headers: key.headers });
  await administer('POST', '/rotate', {});
  await administer('PATCH', '', { name: 'Another name' });
  const patient = await tenant.patient();
  await app.runtime.services.db.transaction({ hospitalId: tenant.hospitalId, branchId: null }, (tx) =>
    publish(tx, event(tenant.hospitalId, patient.id)),
  );
  await one.received(1);
  expect(one.socket.connected).toBe(true);
});

it('nothing that is committed over 100 ms after the answer to the disabling is delivered, under load', async () => {
  const one = await follow(key);
  const begun = new Map<string, number>();
  let answered = Number.POSITIVE_INFINITY;
  const patient = await tenant.patient();
  const writer = async () => {
    while (performance.now() < answered + 200) {
      const started = performance.now();
      const doctorId = newId();
      begun.set(doctorId, started);
      const data = event(tenant.hospitalId, patient.id, { doctorId });
      await app.runtime.services.db.transaction({ hospitalId: tenant.hospitalId, branchId: null }, (tx) => publish(tx, data));
    }
  };
  const writing = Promise.all([writer(), writer(), writer()]);
  await one.received(20);
  await administer('PATCH', '', { is_active: false });
  answered = performance.now();
  await writing;
  await one.disconnected;
  const late = one.events.filter(({ data }) => (begun.get(String(data.doctor_id)) ?? 0) > answered + 100);
  expect(late).toEqual([]);
  expect([...begun.values()].some((at) => at > answered + 100)).toBe(true);
});

/** `patient.created` as the domain publishes it. */
function event(hospitalId: string, id: string, more: Record<string, unknown> = {}) {
  const now = new Date().toISOString();
  const data = { id, name: 'Asha Menon', dateOfBirth: null, age: null, createdAt: now, updatedAt: now, ...more };
  return { hospitalId, branchId: null, type: 'patient.created', resource: 'patient', resourceId: id, data } as const;
}
