import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('./src', import.meta.url)) };

// For a start of PostgreSQL while the other workers use both cores; nothing waits for a time of its own.
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

// What the contract tests of one run have seen, from all workers, for the last project to judge.
const seen = mkdtempSync(join(tmpdir(), 'trilock-contract-'));
process.once('exit', () => rmSync(seen, { recursive: true, force: true }));
const env = { CONTRACT_COVERAGE: seen };

/**
 * `unit` needs nothing; `integration` and `contract` get one PostgreSQL for all their workers (test/support/global-setup.ts).
 * `contract` holds every answer of a running server against the OpenAPI documents; `contract-coverage` runs after it and fails
 * if a documented answer was never seen.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          // Some make a whole hospital; on a busy machine that takes its time, and no test measures it.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          ...patience,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          exclude: ['test/contract/coverage.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          // The files of a worker share one server (test/support/app.ts).
          isolate: false,
          env,
          ...patience,
        },
      },
      {
        resolve: { alias },
        test: { name: 'contract-coverage', include: ['test/contract/coverage.test.ts'], sequence: { groupOrder: 1 }, env },
      },
    ],
  },
});
