import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { ADMIN } from './e2e/support/admin';

const port = process.env.E2E_PORT ?? '4310';
const baseURL = `http://127.0.0.1:${port}`;
// Playwright reads this file once more in each worker; the folder is the first reader's.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'trilock-e2e-'));

const installed = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

/** The production build on a fresh demo hospital, in a real Chromium. */
export default defineConfig({
  testDir: 'e2e',
  // Not the whole of test-results: Playwright empties its folder, and the screenshots are kept beside it.
  outputDir: 'test-results/browser',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL,
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(installed !== undefined && { executablePath: installed }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  webServer: {
    command: 'node --max-semi-space-size=32 dist/server.js',
    url: `${baseURL}/readyz`,
    timeout: 60_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      // Of its own, whatever this shell uses.
      DATABASE_URL: '',
      NODE_ENV: 'production',
      APP_ENV: 'development',
      PORT: port,
      HOST: '127.0.0.1',
      DATA_DIR: process.env.E2E_DATA_DIR,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      AUTH_FAILURES_PER_MINUTE: '10000',
      LOG_LEVEL: 'warn',
    },
  },
});
