import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../support/app';
import { newTenant, type Tenant } from '../support/factory';

type Ended = { status: string; lines: number; last: number | null; named: boolean };

let app: TestApp;
beforeAll(async () => {
  app = await sharedApp();
});

/** `npm run simulate:calls` as a process of its own. */
function start(env: Record<string, string>, ...args: string[]): ChildProcess {
  const argv = ['--import', 'tsx', 'scripts/simulate-calls.ts', '--url', app.url, ...args];
  const { PATH = '' } = process.env;
  return spawn(process.execPath, argv, { env: { NODE_ENV: 'test', PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs it to its end, fast. */
async function simulate(env: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(env, '--speed', '1000000', ...args);
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    text.out += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    text.err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...text };
}

/** Every call of the hospital: how it ended, its lines, and the highest position. */
const callsOf = (tenant: Tenant) =>
  app.sql<Ended>(
    `SELECT c.status, c.patient_id IS NOT NULL AS named, count(l.id)::int AS lines, max(l.position) AS last
     FROM calls c LEFT JOIN transcript_lines l ON l.hospital_id = c.hospital_id AND l.call_id = c.id
     WHERE c.hospital_id = $1 AND c.ended_at IS NOT NULL GROUP BY c.hospital_id, c.id`,
    [tenant.hospitalId],
  );

function expectBelievable(calls: Ended[], amount: number): void {
  expect(calls).toHaveLength(amount);
  for (const { status, lines, last } of calls) {
    expect(last ?? 0).toBe(lines);
    if (status === 'completed') expect(lines).toBeGreaterThan(2);
    if (status === 'missed') expect(lines).toBe(0);
  }
}

describe('npm run simulate:calls', () => {
  it('plays calls with the three locks, each from its beginning to its end', async () => {
    const tenant = await newTenant(app);
    const branchId = (await tenant.branch()).id;
    for (const name of ['Asha Menon', 'Ravi Rao']) await tenant.patient({ name, branchId });
    const { key, secret, token } = await tenant.partnerKey({ permissions: ['calls:write', 'patients:read'] });
    const locks = { TRILOCK_API_KEY: key, TRILOCK_API_SECRET: secret, TRILOCK_TOKEN: token };
    const { code, out, err } = await simulate(locks, '--calls', '12', '--concurrency', '4', '--seed', '7');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('12 of 12 calls ended, 0 under way');
    const calls = await callsOf(tenant);
    expectBelievable(calls, 12);
    expect(calls.some(({ named }) => named)).toBe(true);
    const events = await app.sql<{ types: string[] }>(
      'SELECT array_agg(type ORDER BY id) AS types FROM outbox_events WHERE hospital_id = $1 GROUP BY resource_id',
      [tenant.hospitalId],
    );
    for (const { types } of events) {
      expect([types[0], types.at(-1)]).toEqual(['call.started', 'call.ended']);
      expect(new Set(types.slice(1, -1)).size).toBeLessThanOrEqual(1);
    }
  });

  it('plays calls as an administrator, and leaves no key behind', async () => {
    const tenant = await newTenant(app);
    await tenant.patient();
    const password = 'correct horse';
    const hash = await app.runtime.services.passwords.hash(password, Buffer.alloc(16, 7));
    await app.sql('UPDATE users SET password_hash = $1, password_changed_at = now() WHERE id = $2', [hash, tenant.admin.id]);
    const login = { ADMIN_EMAIL: tenant.admin.email, ADMIN_PASSWORD: password };
    const { code, err } = await simulate(login, '--calls', '5', '--language', 'es');
    expect([code, err]).toEqual([0, '']);
    expectBelievable(await callsOf(tenant), 5);
    expect(await app.sql('SELECT 1 FROM api_keys WHERE hospital_id = $1 AND revoked_at IS NULL', [tenant.hospitalId])).toEqual(
      [],
    );
  });

  it('leaves no call open when it is stopped', async () => {
    const tenant = await newTenant(app);
    const { key, secret, token } = await tenant.partnerKey();
    const locks = { TRILOCK_API_KEY: key, TRILOCK_API_SECRET: secret, TRILOCK_TOKEN: token };
    const child = start(locks, '--calls', '3', '--concurrency', '3', '--speed', '0.1');
    const begun = () => app.sql('SELECT 1 FROM calls WHERE hospital_id = $1', [tenant.hospitalId]);
    await expect.poll(begun, { interval: 50, timeout: 30_000 }).toHaveLength(3);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect((await callsOf(tenant)).map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  });

  it('says in one sentence what is wrong, and helps', async () => {
    const tenant = await newTenant(app);
    const { key, secret, token } = await tenant.partnerKey({ permissions: ['patients:read'] });
    const locks = { TRILOCK_API_KEY: key, TRILOCK_API_SECRET: secret, TRILOCK_TOKEN: token };
    for (const [env, args, sentence] of [
      [{}, [], 'Give --email and --password, or the three locks (--help says how).\n'],
      [{ TRILOCK_API_KEY: key }, [], 'Key, secret and token belong together: one of the three locks is missing.\n'],
      [{ ...locks, TRILOCK_TOKEN: 'x' }, [], 'Invalid API credentials\n'],
      [locks, [], 'This API key lacks the permission calls:write.\n'],
      [locks, ['--calls', 'many'], '--calls is a number, 1 or more.\n'],
    ] as const) {
      const { code, err } = await simulate(env, ...args);
      expect([code, err]).toEqual([1, sentence]);
    }
    const { code, out } = await simulate({}, '--help');
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringContaining('Plays believable calls')]);
  });
});
