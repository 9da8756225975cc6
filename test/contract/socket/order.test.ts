import { beforeAll, expect, it } from 'vitest';
import { publish } from '@/server/domain/events/outbox';
import { newId } from '@/server/kernel/new-id';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type PartnerKey, type Tenant } from '../../support/factory';
import { type Live, type LiveEvent, live } from '../../support/live';

const CALLS = 20;
const CHANGES = 10;
const SLOW = 4;
const TOTAL = CALLS * CHANGES + SLOW;

let app: TestApp;
let tenant: Tenant;
let key: PartnerKey;

beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  key = await tenant.partnerKey();
});

/** A change of a call in a transaction of its own; `duration` says which one. @param before the commit is waited for. */
function change(callId: string, duration: number, before: Promise<void> = Promise.resolve()): Promise<void> {
  const { hospitalId } = tenant;
  const data = { id: callId, patientId: null, patientName: null, duration, createdAt: new Date().toISOString() };
  return app.runtime.services.db.transaction({ hospitalId, branchId: null }, async (tx) => {
    await publish(tx, { hospitalId, branchId: null, type: 'call.updated', resource: 'call', resourceId: callId, data });
    await before;
  });
}

async function changeInOrder(callId: string): Promise<void> {
  for (let duration = 0; duration < CHANGES; duration++) await change(callId, duration);
}

/** Follows until there are so many events, then leaves, so that what comes next is missed. */
async function stretch(last: LiveEvent | undefined, count: number, transports: string[]): Promise<LiveEvent[]> {
  const one: Live = await live(app, key, last ? { last_event_id: last.id } : {}, { transports });
  await one.received(count);
  one.close();
  return one.events;
}

it('none missing, none twice, in order per resource, across reconnects, though later numbers commit first', async () => {
  const first = await live(app, key);
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Their numbers are the lowest; their commits come last.
  const slow = Promise.all(Array.from({ length: SLOW }, () => change(newId(), 0, gate)));
  const fast = Promise.all(Array.from({ length: CALLS }, () => changeInOrder(newId())));
  await first.received(40);
  first.close();
  const seen = [...first.events];
  seen.push(...(await stretch(seen.at(-1), 40, ['polling', 'websocket'])));
  release();
  seen.push(...(await stretch(seen.at(-1), 40, ['polling'])));
  await Promise.all([slow, fast]);
  seen.push(...(await stretch(seen.at(-1), TOTAL - seen.length, ['websocket'])));

  expect(seen).toHaveLength(TOTAL);
  const stored = await app.sql<{ event_id: string }>('SELECT event_id FROM outbox_events WHERE hospital_id = $1', [
    tenant.hospitalId,
  ]);
  expect(seen.map(({ id }) => id).sort()).toEqual(stored.map(({ event_id }) => event_id).sort());
  const byCall = new Map<unknown, unknown[]>();
  for (const { data } of seen) byCall.set(data.id, [...(byCall.get(data.id) ?? []), data.duration]);
  expect(byCall.size).toBe(CALLS + SLOW);
  for (const durations of byCall.values()) expect(durations).toEqual(durations.map((_, index) => index));
});

it('what is committed while nobody hears the announcements is delivered all the same', async () => {
  const one = await live(app, key);
  const [lost] = await app.runtime.services.db.search<{ ended: boolean }>(
    { hospitalId: tenant.hospitalId, branchId: null },
    {
      name: 'end_outbox_listener',
      text: `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE application_name = 'trilock-outbox' AND datname = current_database()`,
      values: [],
    },
  );
  expect(lost?.ended).toBe(true);
  const callId = newId();
  await change(callId, 1);
  const [event] = await one.received(1);
  expect(event?.data.id).toBe(callId);
  one.close();
});

it('a hospital that nobody listened to for long begins with what comes now', async () => {
  const own = await newTenant(app);
  // Statistics that know of no such hospital: with them a plan for one event would be carried out for all.
  await app.sql('ANALYZE outbox_events');
  await app.sql(
    `INSERT INTO outbox_events (hospital_id, type, resource, resource_id, data)
     SELECT $1, 'patient.created', 'patient', gen_random_uuid(), '{}' FROM generate_series(1, 10001)`,
    [own.hospitalId],
  );
  const one = await live(app, await own.partnerKey());
  const now = new Date().toISOString();
  const data = { id: newId(), dateOfBirth: null, createdAt: now, updatedAt: now };
  const event = { hospitalId: own.hospitalId, branchId: null, type: 'patient.created', resource: 'patient', data } as const;
  await app.runtime.services.db.transaction({ hospitalId: own.hospitalId, branchId: null }, (tx) =>
    publish(tx, { ...event, resourceId: data.id }),
  );
  const events = await one.received(1);
  expect(events.map((received) => received.data.id)).toEqual([data.id]);
  const [row] = await app.sql('SELECT position::int FROM outbox_events WHERE hospital_id = $1 AND resource_id = $2', [
    own.hospitalId,
    data.id,
  ]);
  expect(row).toEqual({ position: 10_002 });
  one.close();
});

it('a replay is of what the key may read now', async () => {
  const own = await newTenant(app);
  const reader = await own.partnerKey();
  const publishOne = (resource: 'call' | 'patient') => {
    const { hospitalId } = own;
    const type = resource === 'call' ? 'call.started' : 'patient.created';
    const data = { id: newId(), dateOfBirth: null };
    return app.runtime.services.db.transaction({ hospitalId, branchId: null }, (tx) =>
      publish(tx, { hospitalId, branchId: null, type, resource, resourceId: data.id, data }),
    );
  };
  const one = await live(app, reader);
  await publishOne('call');
  const [last] = await one.received(1);
  one.close();
  for (const resource of ['call', 'patient', 'call', 'patient'] as const) await publishOne(resource);
  const body = { permissions: ['ws:ticket', 'patients:read'] };
  await fetch(`${app.url}/api/hospitals/${own.hospitalId}/api-keys/${reader.id}`, {
    method: 'PATCH',
    headers: { ...own.admin.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const again = await live(app, reader, { last_event_id: last?.id });
  const events = await again.received(2);
  expect(events.map(({ type }) => type)).toEqual(['patient.created', 'patient.created']);
  again.close();
});

it('a reader that is slow to take what waited for it gets all of it, in order', async () => {
  const own = await newTenant(app);
  const reader = await own.partnerKey();
  const first = await live(app, reader);
  const [{ hospitalId }, callId] = [own, newId()];
  const publishMany = (count: number, from: number) =>
    app.runtime.services.db.transaction({ hospitalId, branchId: null }, async (tx) => {
      for (let duration = from; duration < from + count; duration++) {
        const data = { id: callId, duration, transcription: null };
        await publish(tx, { hospitalId, branchId: null, type: 'call.updated', resource: 'call', resourceId: callId, data });
      }
    });
  await publishMany(1, 0);
  const [last] = await first.received(1);
  first.close();
  await publishMany(450, 1);
  // Polling takes one batch a request, so pages must wait for it; more comes while it catches up.
  const second = await live(app, reader, { last_event_id: last?.id }, { transports: ['polling'] });
  await second.received(100);
  await publishMany(250, 451);
  const events = await second.received(700);
  expect(events.map(({ data }) => data.duration)).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
  second.close();
});

it('events that nobody hears get their positions all the same, now and then', async () => {
  const { hospitalId } = await newTenant(app);
  const data = { id: newId() };
  const event = { hospitalId, branchId: null, type: 'call.started', resource: 'call', resourceId: data.id, data } as const;
  const publishOne = () => app.runtime.services.db.transaction({ hospitalId, branchId: null }, (tx) => publish(tx, event));
  for (let sent = 0; sent < 500; sent += 10) await Promise.all(Array.from({ length: 10 }, publishOne));
  const numbered = () =>
    app.sql<{ count: number }>('SELECT count(position)::int FROM outbox_events WHERE hospital_id = $1', [hospitalId]);
  await expect.poll(async () => (await numbered())[0]?.count, { timeout: 20_000 }).toBe(500);
});
