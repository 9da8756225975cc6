import { AuditConnection } from '@/server/audit/audit-connection';
import { AuditWriter } from '@/server/audit/audit-writer';
import { auditRow } from '@/server/bridge/audit-row';
import { newExchange } from '@/server/bridge/exchange';
import { SecretRing } from '@/server/credentials/secret-ring';
import { AuthDatabase } from '@/server/db/auth-database';
import { ChangeListener } from '@/server/db/change-listener';
import type { KeyRecord } from '@/server/doors/key-record';
import { RecordCache } from '@/server/doors/record-cache';
import { ThreeLockDoor } from '@/server/doors/three-lock-door';
import { newRequestId } from '@/server/http/request-id';
import { answerQuestions } from '../answer';
import { readWorld } from '../world';
import { loop } from './loop';

/** The door of `/api/external`: three locks checked, and an audit row, which also counts the use, durable before the next. */
const { urls, secret, keys } = readWorld();
const listener = new ChangeListener(urls.auth);
const door = new ThreeLockDoor({
  credentials: new AuthDatabase(urls.auth, 4),
  cache: new RecordCache<KeyRecord>(listener, 10_000),
  secrets: new SecretRing(secret),
  keyPrefix: 'nyra_',
  onOldHash: () => {},
  production: false,
});
const audit = new AuditWriter(new AuditConnection(urls.audit), (error) => {
  throw error;
});
await listener.start();

const headers = keys.map(({ key, secret: lock2, token }) => {
  return ['Host', 'localhost', 'X-API-Key', key, 'X-API-Secret', lock2, 'Authorization', `Bearer ${token}`];
});

async function verify(index: number): Promise<void> {
  const now = new Date();
  const exchange = newExchange({
    requestId: newRequestId(),
    callerRequestId: null,
    surface: 'external',
    method: 'GET',
    address: '127.0.0.1',
    userAgent: 'bench',
    language: 'en',
    receivedAt: now,
    startedAt: performance.now(),
  });
  const verdict = await door.check({ rawHeaders: headers[index % headers.length] ?? [], method: 'GET', now });
  if (!verdict.ok) throw new Error(verdict.cause);
  exchange.principal = verdict.principal;
  exchange.authenticated = true;
  await audit.append(auditRow(exchange, 200, null));
}

answerQuestions({ run: (seconds) => loop(seconds, verify) });
process.send?.('ready');
