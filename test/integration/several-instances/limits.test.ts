import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from '../../support/http';
import { alternately, byStatus, openPair, type Pair } from './pair';

const FAILURES = 60;
let pair: Pair;

beforeAll(async () => {
  pair = await openPair({ AUTH_FAILURES_PER_MINUTE: String(FAILURES) });
}, 180_000);
afterAll(() => pair.close());

const limited = (per15Minutes: number) =>
  pair.newKey(0, { rate_tier: 'enterprise', rate_limits: { per_15_minutes: per15Minutes } });
const ask = (turn: 0 | 1, headers: Record<string, string>) => send(pair.servers[turn], 'GET', '/api/external/me', { headers });

it('a key may make exactly its requests over both', async () => {
  const { headers } = await limited(100);
  const replies = await alternately(300, (turn) => ask(turn, headers));
  expect(byStatus(replies)).toEqual({ 200: 100, 429: 200 });
  const remaining = replies
    .filter(({ status }) => status === 200)
    .map((reply) => Number(reply.headers['x-ratelimit-remaining']));
  expect(remaining.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index));
});

it('a person is counted over both', async () => {
  const replies = await alternately(40, (turn) =>
    send(pair.servers[turn], 'GET', '/api/hospitals', { headers: pair.adminHeaders }),
  );
  const remaining = replies.map((reply) => Number(reply.headers['x-ratelimit-remaining']));
  const most = Math.max(...remaining);
  expect(remaining.sort((a, b) => b - a)).toEqual(Array.from({ length: 40 }, (_, index) => most - index));
  expect(new Set(replies.map((reply) => reply.headers['x-ratelimit-limit']))).toEqual(new Set(['2000']));
});

it('an address may fail exactly so often over both', async () => {
  const headers = { 'x-api-key': 'nyra_nothing', 'x-forwarded-for': '203.0.113.50' };
  const replies = await alternately(200, (turn) => ask(turn, headers));
  expect(byStatus(replies)).toEqual({ 401: FAILURES, 429: 200 - FAILURES });
});

it('a password may be guessed exactly ten times over both', async () => {
  const guess = (turn: 0 | 1, index: number) =>
    send(pair.servers[turn], 'POST', '/v1/auth/login', {
      headers: { 'x-forwarded-for': `198.51.100.${index}` },
      body: { email: 'somebody@pair.hospital', password: `guess number ${index}` },
    });
  expect(byStatus(await alternately(30, guess))).toEqual({ 401: 10, 429: 20 });
});

it('without Redis each goes on with its half, and with it they share again', async () => {
  const lost = 'Redis does not answer';
  const back = 'Redis answers again';
  const [first, second] = [await limited(100), await limited(100)];
  await pair.redis.kill();
  const alone = await alternately(300, (turn) => ask(turn, first.headers));
  expect(byStatus(alone)).toEqual({ 200: 100, 429: 200 });
  for (const turn of [0, 1]) {
    const own = alone.filter((_, index) => index % 2 === turn);
    expect(byStatus(own)).toEqual({ 200: 50, 429: 100 });
  }
  await pair.redis.restart();
  await Promise.all(pair.servers.map((server) => server.said(back)));
  expect(byStatus(await alternately(300, (turn) => ask(turn, second.headers)))).toEqual({ 200: 100, 429: 200 });
  for (const { lines } of pair.servers) expect(lines.filter((line) => line.includes(lost))).toHaveLength(1);
});

it('a request of a key within its limits is answered while Redis takes commands and says nothing', async () => {
  const { headers } = await limited(100);
  await pair.redis.freeze();
  const replies = await alternately(20, (turn) => ask(turn, headers));
  pair.redis.wake();
  expect(byStatus(replies)).toEqual({ 200: 20 });
  expect(new Set(replies.map((reply) => reply.headers['x-ratelimit-limit']))).toEqual(new Set(['50']));
  await Promise.all(pair.servers.map((server) => server.said('Redis answers again', 2)));
});
