import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bin, fail, fingerprint, must, root, say, unlessDone } from './steps.mjs';

const MINIMUM = [20, 11];
const QUIET = { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', NEXT_TELEMETRY_DISABLED: '1' };
const isTest = (file) => file.endsWith('.test.ts') || file.includes('/generated/');

/** Installs exactly what the lockfile says, if it is not there. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1]))
    fail(`Node ${MINIMUM.join('.')} or newer is needed; this is ${process.version}.`);
  await unlessDone('installed', fingerprint(['package-lock.json']), ['node_modules/next', 'node_modules/.bin'], async () => {
    say('Installing packages (about a minute) …');
    await must('The packages could not be installed; the lines above say why.', 'npm', [
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ]);
  });
}

/** Makes Prisma's client from the schema. */
export async function ensureGenerated() {
  await unlessDone(
    'generated',
    fingerprint(['prisma/schema.prisma', 'package-lock.json']),
    ['src/server/db/generated/client.ts'],
    async () => {
      say('Generating the database client …');
      // Any existing file satisfies Prisma here: generating needs no engine.
      const env = { ...QUIET, PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'scripts/prisma-engine.mjs') };
      await must('The database client could not be generated.', bin('prisma'), ['generate'], env);
    },
  );
}

/** Builds the pages and the server for production, if their sources changed. */
export async function ensureBuilt() {
  const sources = [
    'src',
    'public',
    'prisma/schema.prisma',
    'package-lock.json',
    'next.config.ts',
    'tailwind.config.ts',
    'postcss.config.mjs',
    'tsconfig.json',
  ];
  await unlessDone('built', fingerprint(sources, isTest), ['.next/BUILD_ID', 'dist/server.js'], async () => {
    say('Building (about half a minute) …');
    const env = { ...QUIET, NODE_ENV: 'production' };
    await must('The pages could not be built.', bin('next'), ['build'], env);
    const { buildServer } = await import('./build-server.mjs');
    await buildServer('src/server/main.ts', 'dist/server.js');
  });
}

/** A Chromium for the browser tests: an installed one, else Playwright's, else the system's package. */
export async function ensureBrowser() {
  if (findBrowser()) return;
  say('Installing Chromium for the browser tests …');
  const { run } = await import('./steps.mjs');
  const downloaded = await run(bin('playwright'), ['install', 'chromium-headless-shell']).catch(() => 1);
  if (downloaded === 0) return;
  const root = process.getuid?.() === 0;
  const apt = root
    ? await run('sh', ['-c', 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium']).catch(() => 1)
    : 1;
  if (apt !== 0 || !findBrowser())
    fail('There is no Chromium for the browser tests; install Chrome or Chromium, and run this again.');
}

/** Where an installed browser is; null: none (Playwright may have its own). */
export function findBrowser() {
  const places = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ];
  return places.find((path) => path && existsSync(path)) ?? null;
}
