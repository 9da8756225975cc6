import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { envSchema } from '@/server/env/schema';
import { StartupError } from '@/server/kernel/startup-error';
import { appSecret } from '@/server/start/app-secret';

const run = promisify(execFile);
const CHILD = path.resolve(import.meta.dirname, 'app-secret-child.ts');
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

let folder: string;
let DATA_DIR: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trilock-secret-'));
  await chmod(folder, 0o755);
  DATA_DIR = path.join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secretOf = (variables: Record<string, string> = {}) => appSecret(envSchema.parse({ DATA_DIR, ...variables }));
const file = () => path.join(DATA_DIR, 'app-secret');

test('is made at the first start, for us alone, and the same at the second', async () => {
  const secret = await secretOf();
  expect(Buffer.from(secret, 'base64url')).toHaveLength(48);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(DATA_DIR)).toEqual(['app-secret']);
  expect(await secretOf()).toBe(secret);
});

test('is the given one, and then none is made', async () => {
  const APP_SECRET = 'x'.repeat(40);
  expect(await secretOf({ APP_SECRET })).toBe(APP_SECRET);
  await expect(stat(DATA_DIR)).rejects.toThrow('ENOENT');
});

test('is one for two first starts at once', async () => {
  const starts = Array.from({ length: 4 }, () => run(process.execPath, ['--import', 'tsx', CHILD, DATA_DIR]));
  const secrets = (await Promise.all(starts)).map(({ stdout }) => stdout);
  expect(new Set(secrets)).toEqual(new Set([await readFile(file(), 'utf8')]));
  expect(await readdir(DATA_DIR)).toEqual(['app-secret']);
});

test('is never an empty one, such as a full disk leaves behind', async () => {
  await mkdir(DATA_DIR);
  await writeFile(file(), '');
  const error = await secretOf().catch((reason) => reason);
  expect(error).toBeInstanceOf(StartupError);
  expect(error.message).toBe(`The file ${file()} holds no secret.`);
});

test.runIf(asRoot)('that cannot be written or read says so', async () => {
  const child = async () =>
    (await run(process.execPath, ['--import', 'tsx', CHILD, DATA_DIR], { uid: NOBODY, gid: NOBODY })).stdout;
  await mkdir(DATA_DIR, { mode: 0o555 });
  expect(await child()).toBe(`The folder ${DATA_DIR} cannot be written.`);
  await secretOf();
  expect(await child()).toBe(`The file ${file()} cannot be read.`);
});
