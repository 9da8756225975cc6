import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openApiDocuments } from '@/server/bridge/openapi/documents';
import { everyRoute } from '@/server/bridge/routes';
import { sharedApp } from '../support/app';
import { send } from '../support/http';
import { checkAnswer } from './support/check';
import { OPERATIONS } from './support/openapi';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const FILES: Readonly<Record<string, string>> = {
  '/api/external/openapi.json': 'external',
  '/api/hospitals/openapi.json': 'hospital',
  '/v1/openapi.json': 'v1',
};
const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

/** What a tool of the project says; empty if it is content. */
async function complaint(binary: string, ...args: string[]): Promise<string> {
  try {
    await run(process.execPath, [join(ROOT, 'node_modules/.bin', binary), ...args], { cwd: ROOT, env: environment });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

describe('the committed documents', () => {
  it('are what the procedures make (else: node --import tsx scripts/openapi.ts)', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const made = openApiDocuments({ publicUrl: 'https://trilock.example', version, appEnv: 'production' });
    for (const [path, name] of Object.entries(FILES)) {
      expect(
        readFileSync(join(ROOT, `docs/openapi/${name}.json`), 'utf8') === made[path],
        `docs/openapi/${name}.json is old`,
      ).toBe(true);
    }
  });

  it('satisfy Redocly', async () => {
    expect(await complaint('redocly', 'lint', '--max-problems=50', '--format=stylish')).toBe('');
  });

  it('satisfy Spectral with the OWASP rules', async () => {
    const files = Object.values(FILES).map((name) => `docs/openapi/${name}.json`);
    expect(await complaint('spectral', 'lint', '--ruleset=.spectral.yaml', '--fail-severity=hint', '--quiet', ...files)).toBe(
      '',
    );
  });
});

describe('the served documents', () => {
  it.each(Object.keys(FILES))(
    '%s: for anybody of any origin, and the committed one but for its address and version',
    async (path) => {
      const app = await sharedApp();
      const reply = await send(app, 'GET', path);
      expect(reply.status).toBe(200);
      expect(reply.headers['access-control-allow-origin']).toBe('*');
      const committed = JSON.parse(readFileSync(join(ROOT, `docs/openapi/${FILES[path]}.json`), 'utf8'));
      const served = JSON.parse(reply.text);
      expect(served.servers[0].url.startsWith(app.url)).toBe(true);
      expect({ ...served.paths }).toEqual(committed.paths);
      expect(served.components.schemas).toEqual(committed.components.schemas);
    },
  );

  it('/llms.txt names them all', async () => {
    const app = await sharedApp();
    const reply = await send(app, 'GET', '/llms.txt');
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    for (const path of Object.keys(FILES)) expect(reply.text).toContain(app.url + path);
  });
});

it('every route of the dispatcher is documented, and nothing else', () => {
  const routes = everyRoute().map(({ method, template }) => `${method} ${template}`);
  expect(OPERATIONS.map(({ method, template }) => `${method} ${template}`).sort()).toEqual(routes.sort());
});

it('the check that all contract tests go through finds what is wrong', async () => {
  const app = await sharedApp();
  const good = await send(app, 'GET', '/v1/health');
  expect(() => checkAnswer('GET', '/v1/health', good, undefined)).not.toThrow();
  const { 'x-ratelimit-limit': _limit, ...fewer } = good.headers;
  const bad = [
    { ...good, body: { success: true, data: { status: 'ok', version: '1', secret: 'x' } } },
    { ...good, body: { success: true, data: { status: 'ok' } } },
    { ...good, headers: fewer },
    { ...good, headers: { ...good.headers, 'content-type': 'application/json' } },
    { ...good, status: 418 },
  ];
  for (const reply of bad) expect(() => checkAnswer('GET', '/v1/health', reply, undefined)).toThrow();
});
