import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '@/server/bridge/exchange';
import { AppError } from '@/server/kernel/app-error';
import type { UserPrincipal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';
import { authorize } from '@/server/procedures/authorize';
import type { Runtime } from '@/server/runtime/runtime';
import { writeAnswer } from './write-answer';

export const KEY_USE_PATH = '/api/dashboard/key-use';

const PING_MS = 15_000;
/** Tabs that one person may follow at once; each holds a connection and costs a check with every ping. */
const MAX_STREAMS = 10;
/** What may wait for a reader that does not read. */
const MAX_WAITING_BYTES = 65_536;
const STREAM: Operation = {
  template: KEY_USE_PATH,
  meta: {
    surface: 'dashboard',
    access: { roles: ['super_admin', 'admin'] },
    rateClass: 'standard',
    audit: { action: 'api_key.follow' },
  },
};

type KeyUseStream = (message: IncomingMessage, response: ServerResponse, info: RequestInfo) => Promise<void>;

/**
 * Server-sent events: which keys of the person's hospital are used or tried just now. Session and role are checked again with
 * every ping, so that somebody who was signed out or is no administrator any more hears nothing more.
 */
export function createKeyUseStream(runtime: Runtime): KeyUseStream {
  const open = new Map<string, number>();

  const refuseTooMany = ({ userId }: UserPrincipal) => {
    if ((open.get(userId) ?? 0) < MAX_STREAMS) return;
    throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfter: PING_MS / 1000, auditCause: 'too_many_streams' });
  };
  const count = (userId: string, change: 1 | -1) => {
    const now = (open.get(userId) ?? 0) + change;
    if (now > 0) open.set(userId, now);
    else open.delete(userId);
  };

  return async (message, response, info) => {
    let leave = () => {};
    try {
      const person = await runtime.trpc.admitPerson(message, info, STREAM, (admitted) => {
        refuseTooMany(admitted);
        // Before anything is awaited: of many at once no more get in.
        count(admitted.userId, 1);
        leave = () => count(admitted.userId, -1);
      });
      if ('status' in person) return writeAnswer(message, response, person);
      // Whoever hung up meanwhile has had its `close` already: nothing would ever end what is begun now.
      if (response.destroyed) return leave();
      begin(runtime, message, response, person, leave);
    } catch (error) {
      leave();
      throw error;
    }
  };
}

function begin(
  runtime: Runtime,
  message: IncomingMessage,
  response: ServerResponse,
  person: UserPrincipal,
  leave: () => void,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.write('retry: 2000\n\n');
  const end = runtime.keyUse.subscribe(person.hospitalId, ({ apiKeyId, at, requests }) => {
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
    else response.write(`data: ${JSON.stringify({ id: apiKeyId, at: at.toISOString(), requests })}\n\n`);
  });
  const ping = setInterval(async () => {
    if (await mayStay(runtime, message)) response.write(': still here\n\n');
    else response.end();
  }, PING_MS).unref();
  response.on('close', () => {
    clearInterval(ping);
    end();
    leave();
  });
}

/** False too where nobody can say, since the database is away: the browser comes back by itself, and is asked anew. */
async function mayStay(runtime: Runtime, { rawHeaders }: IncomingMessage): Promise<boolean> {
  try {
    const verdict = await runtime.sessionDoor.check({ rawHeaders, method: 'GET', now: new Date() });
    return verdict.ok && authorize(STREAM.meta, verdict.principal) === null;
  } catch {
    return false;
  }
}
