import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, ensureBuilt, ensureGenerated, ensureInstalled } from './lib/setup.mjs';
import { bin, run, say } from './lib/steps.mjs';

/**
 * `npm test`: everything, on a clean clone too: format and lint, import directions, types, migrations against the schema, unit,
 * integration and contract tests on a real PostgreSQL, and the browser journey against a production build. Each step runs even
 * if one before it failed; the last line counts.
 */
const reports = mkdtempSync(join(tmpdir(), 'trilock-test-'));
// Colours would make a log of thousands of dots unreadable.
const QUIET = { NO_COLOR: '1', FORCE_COLOR: '0' };
const count = { passed: 0, failed: 0 };

async function step(title, work) {
  say(`\n── ${title}`);
  const started = Date.now();
  const ok = await work();
  count[ok ? 'passed' : 'failed']++;
  say(`── ${title}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

const command = async (name, args, env) => (await run(name, args, env).catch(() => 1)) === 0;

/** A port that nobody uses now; the browser tests' server takes it a moment later. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function addVitest(file) {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
  count.passed += numPassedTests;
  count.failed += numFailedTests;
}

function addPlaywright(file) {
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  count.passed += stats.expected;
  count.failed += stats.unexpected + stats.flaky;
}

await ensureInstalled();
await ensureGenerated();

await step('format and lint', () => command(bin('biome'), ['check', '--error-on-warnings', '.']));
await step('import directions', () =>
  command(bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']),
);
await step('types', () => command(bin('tsc'), ['-p', '.', '--noEmit']));
await step('migrations make the schema', () => command('npm', ['run', '--silent', 'db:drift']));
await step('unit, integration and contract tests', async () => {
  const file = join(reports, 'vitest.json');
  const ok = await command(bin('vitest'), ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`], QUIET);
  addVitest(file);
  return ok;
});
await step('browser journey', async () => {
  await ensureBrowser();
  await ensureBuilt();
  const file = join(reports, 'playwright.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, E2E_PORT: String(await freePort()) };
  const ok = await command(bin('playwright'), ['test', '--reporter=list,json'], env);
  addPlaywright(file);
  return ok;
});

rmSync(reports, { recursive: true, force: true });
say(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed > 0 ? 1 : 0);
