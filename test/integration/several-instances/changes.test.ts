import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { send } from '../../support/http';
import { closeLoad, type Shot, shoot, startLoad } from './load';
import { ADMIN, alternately, byStatus, type Created, openPair, type Pair } from './pair';

/** Contract section 1, rule 8: by then a change counts on every instance. */
const EVERYWHERE_MS = 100;

let pair: Pair;

beforeAll(async () => {
  pair = await openPair({ AUTH_FAILURES_PER_MINUTE: '100000' });
}, 180_000);
afterAll(async () => {
  closeLoad();
  await pair.close();
});

const keyPath = ({ id }: Created) => `/api/hospitals/${pair.hospitalId}/api-keys/${id}`;
const list = (turn: 0 | 1, key: Created) => send(pair.servers[turn], 'GET', '/api/external/patients', { headers: key.headers });

/** What both say of a key `EVERYWHERE_MS` after a change. */
async function seenByBoth(key: Created): Promise<number[]> {
  await delay(EVERYWHERE_MS);
  return (await alternately(2, (turn) => list(turn, key))).map(({ status }) => status);
}

it('both started at once on an empty database: one migrated, one made the admin, neither complained', async () => {
  const migrations = await pair.sql(
    'SELECT count(*)::int AS rows, count(DISTINCT migration_name)::int AS names FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  expect(migrations[0]?.rows).toBe(migrations[0]?.names);
  expect(await pair.sql('SELECT email, role FROM users')).toEqual([{ email: ADMIN.email, role: 'super_admin' }]);
  expect(await pair.sql('SELECT count(*)::int AS hospitals FROM hospitals')).toEqual([{ hospitals: 1 }]);
  const lines = pair.servers.flatMap((server) => server.lines);
  expect(lines.filter((line) => line.includes(`Login     ${ADMIN.email}`))).toHaveLength(1);
  expect(lines.filter((line) => /"level":[456]0|Error|cannot/.test(line))).toEqual([]);
});

it.each([0, 1] as const)('a key made through instance %i opens the other at once', async (turn) => {
  const key = await pair.newKey(turn);
  expect((await list(turn === 0 ? 1 : 0, key)).status).toBe(200);
});

it.each([0, 1] as const)('what instance %i changes of a key that both know counts on both', async (turn) => {
  const key = await pair.newKey(turn);
  expect(await seenByBoth(key)).toEqual([200, 200]);
  const change = (body: unknown) => pair.asAdmin(turn, 'PATCH', keyPath(key), body);
  await change({ permissions: ['doctors:read'] });
  expect(await seenByBoth(key)).toEqual([403, 403]);
  await change({ permissions: ['patients:read'] });
  expect(await seenByBoth(key)).toEqual([200, 200]);
  await change({ is_active: false });
  expect(await seenByBoth(key)).toEqual([401, 401]);
  await change({ is_active: true });
  expect(await seenByBoth(key)).toEqual([200, 200]);
  await pair.asAdmin(turn, 'DELETE', keyPath(key));
  expect(await seenByBoth(key)).toEqual([401, 401]);
});

it('a lock to a branch confines the key on both', async () => {
  const [branchId, patientId] = [newId(), newId()];
  const ids = [pair.hospitalId, branchId];
  await pair.sql(`INSERT INTO branches (hospital_id, id, name) VALUES ($1, $2, 'North')`, ids);
  const columns = 'hospital_id, id, name, name_folded, phone';
  await pair.sql(`INSERT INTO patients (${columns}) VALUES ($1, $2, 'P', 'p', '+911')`, [pair.hospitalId, patientId]);
  const key = await pair.newKey(0);
  const sees = () => alternately(2, async (turn) => (await list(turn, key)).text.includes(patientId));
  expect(await sees()).toEqual([true, true]);
  await pair.asAdmin(1, 'PATCH', keyPath(key), { branch_id: branchId });
  await delay(EVERYWHERE_MS);
  expect(await sees()).toEqual([false, false]);
});

it('a freeze of the hospital counts on both, and so does its end', async () => {
  const key = await pair.newKey(0);
  expect(await seenByBoth(key)).toEqual([200, 200]);
  const thaw = () => pair.sql('UPDATE hospitals SET frozen_at = NULL WHERE id = $1', [pair.hospitalId]);
  onTestFinished(async () => void (await thaw()));
  await pair.sql('UPDATE hospitals SET frozen_at = now() WHERE id = $1', [pair.hospitalId]);
  expect(await seenByBoth(key)).toEqual([403, 403]);
  await thaw();
  expect(await seenByBoth(key)).toEqual([200, 200]);
});

const KEYS = 200;
const LANES = 30;
/** The load's keys: those that were disabled last, and those that will be next. */
const AROUND = 10;

it(`of ${KEYS} keys, disabled at random times under load on both: none opens either 100 ms after the answer`, async () => {
  const kinds = ['partner', 'server'];
  const keys: Created[] = [];
  for (let i = 0; i < KEYS; i++) keys.push(await pair.newKey((i % 2) as 0 | 1, { kind: kinds[i % 4 < 2 ? 0 : 1] }));
  let next = 0;
  const load = startLoad(pair, LANES, () => {
    const at = next - AROUND + Math.floor(Math.random() * 2 * AROUND);
    return keys[Math.min(Math.max(at, 0), KEYS - 1)] as Created;
  });
  const answeredAt = new Map<string, number>();
  const late: Promise<Shot[]>[] = [];
  for (; next < KEYS; next++) {
    const key = keys[next] as Created;
    // It is in the memory of both before.
    const known = await alternately(2, (turn) => shoot(pair, turn, key));
    expect(byStatus(known)).toEqual({ 200: 2 });
    await delay(Math.random() * 30);
    await pair.asAdmin(Math.random() < 0.5 ? 0 : 1, 'PATCH', keyPath(key), { is_active: false });
    answeredAt.set(key.id, performance.now());
    // A timer may be a little early.
    late.push(delay(EVERYWHERE_MS + 5).then(() => alternately(2, (turn) => shoot(pair, turn, key))));
  }
  const [shots, lateShots] = [await load.stop(), (await Promise.all(late)).flat()];
  const after = [...shots, ...lateShots].filter(
    ({ key, startedAt }) => startedAt >= (answeredAt.get(key) ?? Number.POSITIVE_INFINITY) + EVERYWHERE_MS,
  );
  const before = shots.filter(({ key, startedAt }) => startedAt < (answeredAt.get(key) ?? 0));
  // Each key was tried on both, also by the load itself, and opened until it was disabled.
  expect(new Set(after.map(({ key, turn }) => `${key} ${turn}`)).size).toBe(2 * KEYS);
  expect(after.length).toBeGreaterThan(4 * KEYS);
  expect(before.filter(({ status }) => status === 200).length).toBeGreaterThan(4 * KEYS);
  expect(byStatus(after)).toEqual({ 401: after.length });
}, 180_000);
