import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@/server/db/embedded';
import { compileServer } from '../../support/compile-server';
import { type SendOptions, send } from '../../support/http';
import { startRedis, type TestRedis } from '../../support/redis';
import { type ServerProcess, startServerProcess } from '../../support/server-process';

export const ADMIN = { email: 'admin@pair.hospital', password: 'correct horse battery staple' };

export type Created = { id: string; headers: Record<string, string> };

/** Two server processes on one PostgreSQL and one Redis. */
export type Pair = {
  servers: readonly [ServerProcess, ServerProcess];
  redis: TestRedis;
  hospitalId: string;
  /** Of the hospital's admin. */
  adminHeaders: Record<string, string>;
  /** As the database's owner. */
  sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Calls one of the two as the hospital's admin. @throws for what is not 2xx. */
  asAdmin: <Data>(turn: 0 | 1, method: string, path: string, body?: unknown) => Promise<Data>;
  /** A key without limits of its own, made through one of the two. */
  newKey: (turn: 0 | 1, wish?: Record<string, unknown>) => Promise<Created>;
  close: () => Promise<void>;
};

/**
 * Starts both at the same moment on an empty database: whatever happens once for all instances happens here. The database has a
 * server of its own, since a start sets the passwords of Trilock's logins.
 */
export async function openPair(variables: Readonly<Record<string, string>> = {}): Promise<Pair> {
  // Undone in the opposite order, also where not all of it could be made.
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await makePair(variables, (step) => undo.push(step))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Undo = (step: () => Promise<unknown>) => void;

async function makePair(variables: Readonly<Record<string, string>>, undo: Undo): Promise<Omit<Pair, 'close'>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'trilock-pair-'));
  await chmod(folder, 0o755);
  undo(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, 'database'), log: () => undefined });
  undo(() => postgres.stop());
  const redis = await startRedis();
  undo(() => redis.stop());
  const program = await compileServer({ pages: false });
  undo(() => program.remove());
  const common = {
    APP_ENV: 'development',
    APP_SECRET: 'a-secret-that-both-instances-share-with-each-other',
    PUBLIC_URL: 'http://trilock.test',
    DATABASE_URL: postgres.ownerUrl,
    REDIS_URL: redis.url,
    // Other tests may keep this machine's cores from Redis for longer than a request may wait.
    REDIS_TIMEOUT_MS: '2000',
    SEED: 'none',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    TRUST_PROXY: '127.0.0.1',
    LOG_LEVEL: 'info',
    ...variables,
  };
  const start = async (name: string) => {
    const server = await startServerProcess(program.file, { ...common, DATA_DIR: path.join(folder, name) });
    undo(() => server.stop());
    return server;
  };
  const starts = [start('one'), start('two')] as const;
  await Promise.allSettled(starts);
  const servers = await Promise.all(starts);
  // Each hears of the other with its next beat.
  await Promise.all(servers.map((server) => server.said('"instances":2')));
  const owner = new pg.Pool({ connectionString: postgres.ownerUrl, max: 2 });
  // PostgreSQL may end sooner than a connection that is being closed.
  owner.on('error', () => {});
  undo(() => owner.end());

  const call = async <Data>(turn: 0 | 1, method: string, target: string, options: SendOptions): Promise<Data> => {
    const reply = await send(servers[turn], method, target, options);
    if (reply.status >= 300) throw new Error(`${method} ${target}: ${reply.status} ${reply.text}`);
    return reply.body as Data;
  };
  const login = await call<{ data: { accessToken: string } }>(0, 'POST', '/v1/auth/login', { body: ADMIN });
  const adminHeaders = { authorization: `Bearer ${login.data.accessToken}` };
  const asAdmin: Pair['asAdmin'] = (turn, method, target, body) => call(turn, method, target, { headers: adminHeaders, body });
  const [hospital] = await asAdmin<{ id: string }[]>(0, 'GET', '/api/hospitals');
  const hospitalId = hospital?.id ?? '';

  return {
    servers,
    redis,
    hospitalId,
    adminHeaders,
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    asAdmin,
    newKey: async (turn, wish = {}) => {
      const target = `/api/hospitals/${hospitalId}/api-keys`;
      const body = { permissions: ['admin'], rate_tier: 'enterprise', ...wish };
      type Made = { data: { id: string; key: string; secret?: string; token?: string } };
      const { id, key, secret, token } = (await asAdmin<Made>(turn, 'POST', target, body)).data;
      const locks = secret === undefined ? {} : { 'x-api-secret': secret, authorization: `Bearer ${token}` };
      return { id, headers: { 'x-api-key': key, ...locks } };
    },
  };
}

/** `count` acts at once, through the two in turn. */
export function alternately<T>(count: number, act: (turn: 0 | 1, index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => act((index % 2) as 0 | 1, index)));
}

/** How many answers had each status. */
export function byStatus(replies: readonly { status: number }[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
