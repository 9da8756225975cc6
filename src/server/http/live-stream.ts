import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '@/server/bridge/exchange';
import { AppError } from '@/server/kernel/app-error';
import type { UserPrincipal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';
import { authorize } from '@/server/procedures/authorize';
import type { RouteMeta } from '@/server/procedures/meta';
import type { Runtime } from '@/server/runtime/runtime';
import { writeAnswer } from './write-answer';

const PING_MS = 15_000;
/** Tabs that one person may follow at once; each holds a connection and costs a check with every ping. */
const MAX_STREAMS = 10;
/** What may wait for a reader that does not read. */
const MAX_WAITING_BYTES = 65_536;

export type LiveStream = (message: IncomingMessage, response: ServerResponse, info: RequestInfo) => Promise<void>;

/** What a stream is: where, for whom, under which name in the audit log, and what is told. */
export type LiveSource = {
  path: string;
  roles: NonNullable<RouteMeta['access']['roles']>;
  action: string;
  /**
   * Begins to tell a person's browser, as JSON.
   * @returns the function that ends it.
   */
  subscribe: (person: UserPrincipal, tell: (news: unknown) => void) => () => void;
};

/**
 * Server-sent events for people who are signed in. Session and role are checked again with every ping, so that somebody who was
 * signed out or may not hear it any more hears nothing more. What is told when nobody is connected is lost: a browser that comes
 * back looks anew.
 */
export function createLiveStream(runtime: Runtime, source: LiveSource): LiveStream {
  const open = new Map<string, number>();
  const operation: Operation = {
    template: source.path,
    meta: {
      surface: 'dashboard',
      access: { roles: source.roles },
      rateClass: 'standard',
      audit: { action: source.action },
    },
  };

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
      const person = await runtime.trpc.admitPerson(message, info, operation, (admitted) => {
        refuseTooMany(admitted);
        // Before anything is awaited: of many at once no more get in.
        count(admitted.userId, 1);
        leave = () => count(admitted.userId, -1);
      });
      if ('status' in person) return writeAnswer(message, response, person);
      // Whoever hung up meanwhile has had its `close` already: nothing would ever end what is begun now.
      if (response.destroyed) return leave();
      begin(
        response,
        (tell) => source.subscribe(person, tell),
        leave,
        () => mayStay(runtime, message, operation),
      );
    } catch (error) {
      leave();
      throw error;
    }
  };
}

function begin(
  response: ServerResponse,
  subscribe: (tell: (news: unknown) => void) => () => void,
  leave: () => void,
  stays: () => Promise<boolean>,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.write('retry: 2000\n\n');
  const end = subscribe((news) => {
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
    else response.write(`data: ${JSON.stringify(news)}\n\n`);
  });
  const ping = setInterval(async () => {
    if (await stays()) response.write(': still here\n\n');
    else response.end();
  }, PING_MS).unref();
  response.on('close', () => {
    clearInterval(ping);
    end();
    leave();
  });
}

/** False too where nobody can say, since the database is away: the browser comes back by itself, and is asked anew. */
async function mayStay(runtime: Runtime, { rawHeaders }: IncomingMessage, { meta }: Operation): Promise<boolean> {
  try {
    const verdict = await runtime.sessionDoor.check({ rawHeaders, method: 'GET', now: new Date() });
    return verdict.ok && authorize(meta, verdict.principal) === null;
  } catch {
    return false;
  }
}
