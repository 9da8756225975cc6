import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const alias = { '@': fileURLToPath(new URL('./src', import.meta.url)) };

/** `unit` needs nothing; `integration` gets one PostgreSQL for all its workers (test/support/global-setup.ts). */
export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { name: 'unit', include: ['src/**/*.test.ts'] } },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          // For a start of PostgreSQL while the other workers use both cores; nothing waits for a time of its own.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
