import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/server/db/embedded';
import { StartupError } from '@/server/kernel/startup-error';
import { onDatabase } from '../../support/server';

const CHILD = path.resolve(import.meta.dirname, '../../support/embedded-child.ts');
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let log: string[];
let running: EmbeddedPostgres | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trilock-embedded-'));
  await chmod(folder, 0o755);
  dataDir = path.join(folder, 'data');
  log = [];
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir, log: (message) => log.push(message) });
  return running;
}

async function startChild(options: { uid?: number } = {}): Promise<{ child: ChildProcess; told: Record<string, string> }> {
  const identity = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...identity,
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, told: JSON.parse(line) };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function postmasterPid(): Promise<number> {
  return readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').then((text) => Number.parseInt(text, 10));
}

function value(url: string, sql: string): Promise<unknown> {
  return onDatabase(url, async (client) => Object.values((await client.query(sql)).rows[0])[0]);
}

test('a first start makes a database that its owner can use, and keeps its password private', async () => {
  const { ownerUrl, host } = await start();
  expect(host).toBe('127.0.0.1');
  const settings = `SELECT concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'),
    current_setting('password_encryption'), current_setting('listen_addresses'), current_setting('server_encoding'), datcollate)
    FROM pg_database WHERE datname = current_database()`;
  expect(await value(ownerUrl, settings)).toBe('on on scram-sha-256 127.0.0.1 UTF8 C.UTF-8');
  expect(await value(ownerUrl, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toBe(false);
  expect((await stat(path.join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
});

test('a second start finds the rows of the first, on the same port', async () => {
  const first = await start();
  await onDatabase(first.ownerUrl, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS n'));
  await first.stop();
  const second = await start();
  expect(second.port).toBe(first.port);
  expect(await value(second.ownerUrl, 'SELECT n FROM kept')).toBe(7);
});

test('a server whose parent was killed is adopted, and can be stopped', async () => {
  const { child, told } = await startChild();
  const pid = await postmasterPid();
  await kill(child);
  const adopted = await start();
  expect(adopted.ownerUrl).toBe(told.ownerUrl);
  expect(await postmasterPid()).toBe(pid);
  await adopted.stop();
  await expect(value(adopted.ownerUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('two starts at once on an empty folder share one server', async () => {
  const [first, second] = await Promise.all([startChild(), startChild()]);
  try {
    expect(first.told).toEqual({ ownerUrl: expect.any(String) });
    expect(second.told).toEqual(first.told);
  } finally {
    await Promise.all([kill(first.child), kill(second.child)]);
    await start();
  }
});

test('after the server itself was killed, a start recovers every committed row', async () => {
  const first = await start();
  await onDatabase(first.ownerUrl, (client) => client.query('CREATE TABLE kept AS SELECT 7 AS n'));
  process.kill(await postmasterPid(), 'SIGKILL');
  const second = await start();
  expect(await value(second.ownerUrl, 'SELECT n FROM kept')).toBe(7);
});

test('a pid file whose number now belongs to another program is stale', async () => {
  await (await start()).stop();
  // This test's own process is alive, and no server.
  await writeFile(path.join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n/\n0\n1\n\n127.0.0.1\n0\nready\n`);
  const { ownerUrl } = await start();
  expect(await value(ownerUrl, 'SELECT 1')).toBe(1);
  expect(log).toContain('The embedded database was not shut down properly; it recovers by itself.');
});

test('a kept port that another program took is exchanged for a free one', async () => {
  const first = await start();
  await first.stop();
  const other = createServer().listen(first.port, '127.0.0.1');
  await once(other, 'listening');
  try {
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(log).toContainEqual(expect.stringContaining(`Port ${first.port}`));
  } finally {
    other.close();
  }
});

test.runIf(asRoot)('a data folder that the account cannot reach works all the same', async () => {
  await chmod(folder, 0o700);
  const { ownerUrl } = await start();
  expect(await value(ownerUrl, 'SELECT 1')).toBe(1);
});

test.runIf(asRoot)('a folder that may not be written to is named', async () => {
  await mkdir(dataDir, { mode: 0o555 });
  const { told } = await startChild({ uid: NOBODY });
  expect(told).toMatchObject({
    name: 'StartupError',
    message: `There is no permission to write to the data folder ${dataDir}.`,
    hint: 'Set DATA_DIR to a folder that Trilock may write to.',
  });
});

test('a file in the place of the data folder is named', async () => {
  await writeFile(dataDir, '');
  await expect(start()).rejects.toThrow(`${dataDir} is not a folder.`);
});

test('a data folder of a newer PostgreSQL is refused and left alone', async () => {
  await (await start()).stop();
  running = undefined;
  const version = path.join(dataDir, 'postgres/PG_VERSION');
  await writeFile(version, '18\n');
  const error = await start().catch((reason) => reason);
  expect(error).toBeInstanceOf(StartupError);
  expect(error.message).toContain('was made by PostgreSQL 18, newer than the 17 of this Trilock');
  expect(await readFile(version, 'utf8')).toBe('18\n');
});

test('a cluster without its password file is refused', async () => {
  await (await start()).stop();
  running = undefined;
  await rm(path.join(dataDir, 'postgres-password'));
  await expect(start()).rejects.toThrow('the file with its password');
});
