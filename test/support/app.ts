import type { ServerResponse } from 'node:http';
import pg from 'pg';
import { envSchema } from '@/server/env/schema';
import { createApplication } from '@/server/http/application';
import { currentRequest } from '@/server/http/request-scope';
import { createLogger } from '@/server/kernel/logger';
import { createRuntime } from '@/server/runtime/create-runtime';
import type { Runtime } from '@/server/runtime/runtime';
import type { SocketLimits } from '@/server/socket/socket-server';
import { listen } from '@/server/start/listen';
import { createTestDatabase, type TestDatabase } from './database';

/** The server as main.ts puts it together, without Next, on a database of its own. */
export type TestApp = {
  /** Where it listens: `http://127.0.0.1:<port>`. */
  url: string;
  /** What it believes to be its address. */
  publicUrl: string;
  runtime: Runtime;
  database: TestDatabase;
  /** As the database's owner, past row-level security. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Everything that it has logged, one line each. */
  log: readonly string[];
  close: () => Promise<void>;
};

/** Long enough to be one; the same in every test, so that nothing depends on chance. */
const SECRET = 'a-test-secret-that-is-long-enough-for-the-schema';

/**
 * Starts the real listener, edge, bridge and doors on a free port. Pages answer 404.
 * @param sockets other times of theirs, for tests that cannot wait.
 * @param overrides variables; development, and no address limit that a test could meet by accident, where not given.
 */
export async function startApp(
  overrides: Readonly<Record<string, string>> = {},
  { sockets }: { sockets?: Partial<SocketLimits> } = {},
): Promise<TestApp> {
  const env = envSchema.parse({
    PORT: '0',
    APP_ENV: 'development',
    SEED: 'none',
    LOG_LEVEL: 'debug',
    AUTH_FAILURES_PER_MINUTE: '100000',
    ...overrides,
  });
  const database = await createTestDatabase();
  const { server, port, handle } = await listen(env);
  const url = `http://127.0.0.1:${port}`;
  const publicUrl = env.PUBLIC_URL ?? url;
  const log: string[] = [];
  const runtime = await createRuntime({
    env,
    log: createLogger(env.LOG_LEVEL, { write: (line) => void log.push(line) }),
    urls: { app: database.appUrl, auth: database.authUrl, audit: database.auditUrl },
    secrets: { current: SECRET },
    publicUrl,
    version: '0.0.0-test',
    currentRequest,
    sockets,
  });
  const pages = async (_message: unknown, response: ServerResponse) => void response.writeHead(404).end();
  handle(createApplication({ runtime, pages, dev: false, server }));
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  // The server goes away before the shared app's process does.
  owner.on('error', () => {});
  return {
    url,
    publicUrl,
    runtime,
    database,
    sql: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<Row>(text, values)).rows,
    log,
    close: async () => {
      await runtime.sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime.close();
      await owner.end();
      await database.drop();
    },
  };
}

let shared: Promise<TestApp> | undefined;

/**
 * One server for all files of a worker: starting it costs more than most tests. What a test needs of its own it makes in a fresh
 * hospital (factory.ts); a test that breaks the server or changes its environment starts its own. It ends with its worker.
 */
export function sharedApp(): Promise<TestApp> {
  shared ??= startApp();
  return shared;
}
