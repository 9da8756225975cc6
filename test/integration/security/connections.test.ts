import { connect } from 'node:net';
import { beforeAll, expect, it, vi } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type Tenant } from '../../support/factory';
import { send, sendBytes } from '../../support/http';

let app: TestApp;
let tenant: Tenant;

beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
});

const head = (line: string, headers: Record<string, string>) =>
  `${line} HTTP/1.1\r\nHost: ${new URL(app.url).host}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

function allBytes(bytes: string): Promise<string> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

it('answers a request that came whole, whatever follows it on the connection', async () => {
  const key = await tenant.partnerKey();
  const body = JSON.stringify({ name: 'Asha Menon', phone: newPhone() });
  const headers = { ...key.headers, 'content-type': 'application/json', 'content-length': String(body.length) };
  const answer = await allBytes(`${head('POST /api/external/patients', headers)}${body}NO HTTP\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
});

it('answers both of two, and then ends', async () => {
  const { headers } = await tenant.partnerKey();
  const one = head('GET /api/external/me', headers);
  const answers = await allBytes(`${one}${one}NO HTTP\r\n\r\n`);
  expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
});

it('refuses what is no HTTP, alone or as a body', async () => {
  expect(await allBytes('NO HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  const chunked = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  expect(await allBytes(`${head('POST /v1/auth/login', chunked)}zz\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
});

it('sees the second copy of a credential behind any number of headers', async () => {
  const { headers } = await tenant.partnerKey();
  const filler = Object.fromEntries(Array.from({ length: 2_500 }, (_, index) => [`a${index}`, '']));
  const all = { ...headers, ...filler, 'X-API-Key': 'another', connection: 'close' };
  expect((await sendBytes(app, Buffer.from(head('GET /api/external/me', all)))).status).toBe(401);
});

it('reads deep pages where nobody waits behind them', async () => {
  const { headers } = await tenant.partnerKey();
  const { db } = app.runtime.services;
  const [quick, apart] = [vi.spyOn(db, 'read'), vi.spyOn(db, 'search')];
  await send(app, 'GET', '/api/external/patients?page=10000&limit=100', { headers });
  expect(apart).toHaveBeenCalled();
  expect(quick).not.toHaveBeenCalled();
});
