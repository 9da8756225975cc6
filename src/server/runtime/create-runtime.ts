import { AuditConnection } from '@/server/audit/audit-connection';
import { AuditWriter } from '@/server/audit/audit-writer';
import { KeyUseFeed } from '@/server/audit/key-use-feed';
import { RefusalLog } from '@/server/audit/refusal-log';
import { Dispatcher } from '@/server/bridge/dispatcher';
import { allRoutes } from '@/server/bridge/routes';
import { TrpcBridge } from '@/server/bridge/trpc-bridge';
import { AccessTokens } from '@/server/credentials/access-token';
import { PasswordHasher } from '@/server/credentials/password-hasher';
import { SecretRing } from '@/server/credentials/secret-ring';
import { SessionCookies } from '@/server/credentials/session-cookie';
import { SocketTickets } from '@/server/credentials/socket-ticket';
import { AuthDatabase } from '@/server/db/auth-database';
import { ChangeListener } from '@/server/db/change-listener';
import { TenantDatabase } from '@/server/db/tenant-database';
import type { Services } from '@/server/domain/services';
import type { Env } from '@/server/env/schema';
import { createIdentity } from '@/server/identity/identity';
import type { Logger } from '@/server/kernel/logger';
import { createLimits } from '@/server/limits/create-limits';
import { SharedStore } from '@/server/limits/shared-store';
import type { SocketLimits } from '@/server/socket/socket-server';
import { createDoors } from './create-doors';
import { createSockets } from './create-sockets';
import { findProblems, onceASecond } from './problems';
import type { Runtime } from './runtime';

export type RuntimeOptions = {
  env: Env;
  log: Logger;
  /** Logins of the three roles. */
  urls: { app: string; auth: string; audit: string };
  secrets: { current: string; previous?: string };
  publicUrl: string;
  version: string;
  currentRequest: Parameters<typeof createIdentity>[0]['currentRequest'];
  /** Other times of the sockets, for tests that cannot wait. */
  sockets?: Partial<SocketLimits> | undefined;
};

const POOL = 12;
const READERS = 2;
const AUTH_POOL = 4;
const MONTHS_AHEAD = 3;
const DAY_MS = 86_400_000;
const UNASKED = new Set(['socket.events', 'socket.close']);

/** Makes everything that exists once in the process, and opens what it needs of the database. */
export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { env, log, urls, publicUrl, version } = options;
  const secrets = new SecretRing(options.secrets.current, options.secrets.previous);
  // First, so that a Redis that cannot be reached stops the start before anything is open.
  const store = env.REDIS_URL === undefined ? null : await SharedStore.connect(env.REDIS_URL, env.REDIS_TIMEOUT_MS, log);
  const limits = createLimits(env.AUTH_FAILURES_PER_MINUTE, store);
  const services: Services = {
    db: new TenantDatabase({ connectionString: urls.app, poolSize: POOL, readers: READERS }),
    credentials: new AuthDatabase(urls.auth, AUTH_POOL),
    secrets,
    passwords: new PasswordHasher(),
    accessTokens: new AccessTokens(secrets, publicUrl),
    socketTickets: new SocketTickets(secrets, publicUrl),
    loginLimits: limits.logins,
    config: { appEnv: env.APP_ENV, keyPrefix: env.KEY_PREFIX, publicUrl, version },
  };
  const listener = new ChangeListener(urls.auth);
  const auditConnection = new AuditConnection(urls.audit);
  const onLoss = (error: unknown) => log.error({ error }, 'audit row not written');
  const keyUse = new KeyUseFeed();
  const audit = new AuditWriter(auditConnection, onLoss, (entry) => {
    const { apiKeyId, hospitalId, occurredAt: at, authenticated, action } = entry;
    // What its sockets are given is no attempt of a key.
    if (apiKeyId && hospitalId && !UNASKED.has(action)) keyUse.report({ hospitalId, apiKeyId, at }, authenticated);
  });
  const refusals = new RefusalLog(audit, auditConnection, onLoss);
  const cookies = new SessionCookies(secrets, publicUrl);
  const { doors, people, session, tickets } = createDoors(services, listener, cookies, (error) =>
    log.warn({ error }, 'secret hash not renewed'),
  );
  const onFailure = (error: unknown, requestId: string) => log.error({ error, requestId }, 'request failed');
  const shared = { doors, limiter: limits.requests, failures: limits.addresses, services, audit, refusals, onFailure };

  const { sockets, calls, outbox } = createSockets({
    ...shared,
    store,
    door: tickets,
    listener,
    url: urls.app,
    onLoss,
    limits: options.sockets,
  });

  const keepHouse = () => auditConnection.ensurePartitions(MONTHS_AHEAD).then(() => auditConnection.pruneExpired());
  await Promise.all([services.db.warm(), listener.start(), outbox.start(), keepHouse()]);
  const daily = setInterval(() => {
    keepHouse().catch((error) => log.error({ error }, 'daily maintenance failed'));
  }, DAY_MS).unref();

  return {
    env,
    log,
    services,
    audit,
    dispatcher: new Dispatcher({ ...shared, routes: allRoutes() }),
    trpc: new TrpcBridge(shared),
    keyUse,
    calls,
    failures: limits.addresses,
    sockets,
    sessionDoor: session,
    currentRequest: options.currentRequest,
    identity: createIdentity({
      services,
      audit,
      refusals,
      cookies,
      people,
      currentRequest: options.currentRequest,
      reportFailure: (code) => log.warn({ code }, 'next-auth'),
    }),
    problems: onceASecond(() => findProblems(services.db, listener)),
    close: async () => {
      clearInterval(daily);
      await sockets.close();
      await audit.drain();
      await refusals.flush().catch(onLoss);
      await store?.close();
      await Promise.allSettled([
        listener.close(),
        outbox.close(),
        auditConnection.close(),
        services.db.close(),
        services.credentials.close(),
      ]);
    },
  };
}
