import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant, type Tenant } from '../../support/factory';
import { browserSession } from './session';

const PATH = '/api/dashboard/key-use';
let app: TestApp;
let tenant: Tenant;
let open: ClientRequest[] = [];

beforeAll(async () => {
  app = await sharedApp();
});
beforeEach(async () => {
  tenant = await newTenant(app);
});
afterEach(() => {
  for (const one of open) one.destroy();
  open = [];
  vi.restoreAllMocks();
});

const sessionOf = async (person = tenant.admin) => (await browserSession(app, tenant.hospitalId, person)).headers;

function follow(headers: Record<string, string>): Promise<IncomingMessage> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path: PATH, headers, agent: false }, resolve);
    outgoing.on('error', (error) => reject(error));
    open.push(outgoing);
    outgoing.end();
  });
}

it('opens for an administrator by the session, and tells of a use', async () => {
  const answer = await follow(await sessionOf());
  expect(answer.statusCode).toBe(200);
  const heard: string[] = [];
  answer.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
  const key = await tenant.partnerKey();
  await fetch(`${app.url}/api/external/me`, { headers: key.headers });
  await vi.waitFor(() => expect(heard.join('')).toContain(key.id), 5_000);
});

it('stays shut for others', async () => {
  expect((await follow(await sessionOf(await tenant.person('receptionist')))).statusCode).toBe(403);
  expect((await follow({})).statusCode).toBe(401);
  expect((await follow((await tenant.partnerKey()).headers)).statusCode).toBe(401);
});

it('is not begun for somebody who has gone before it was allowed', async () => {
  const subscribe = vi.spyOn(app.runtime.keyUse, 'subscribe');
  const headers = await sessionOf();
  const { hostname, port } = new URL(app.url);
  const outgoing = request({ hostname, port, path: PATH, headers, agent: false }).on('error', () => {});
  const admitted = app.runtime.trpc.admitPerson.bind(app.runtime.trpc);
  const judged = new Promise<void>((resolve) => {
    vi.spyOn(app.runtime.trpc, 'admitPerson').mockImplementation(async (message, ...rest) => {
      const person = await admitted(message, ...rest);
      const gone = new Promise((closed) => message.socket.once('close', closed));
      outgoing.destroy();
      await gone;
      setImmediate(resolve);
      return person;
    });
  });
  outgoing.end();
  await judged;
  expect(subscribe).not.toHaveBeenCalled();
});

it('lets one person keep a handful open, not a thousand', async () => {
  const headers = await sessionOf();
  const answers = await Promise.all(Array.from({ length: 24 }, () => follow(headers)));
  const statuses = answers.map((answer) => answer.statusCode);
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(12);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(12);
});

it('ends, and the process does not, when the session cannot be asked for; and when the role has gone', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const first = await follow(await sessionOf());
    first.resume();
    const ended = new Promise((resolve) => first.once('end', resolve));
    vi.spyOn(app.runtime.sessionDoor, 'check').mockRejectedValueOnce(new Error('the database is away'));
    await vi.advanceTimersByTimeAsync(15_000);
    await ended;

    const second = await follow(await sessionOf());
    second.resume();
    const over = new Promise((resolve) => second.once('end', resolve));
    await app.sql(`UPDATE users SET role = 'receptionist' WHERE id = $1`, [tenant.admin.id]);
    await delay(100);
    await vi.advanceTimersByTimeAsync(15_000);
    await over;
  } finally {
    vi.useRealTimers();
  }
});
