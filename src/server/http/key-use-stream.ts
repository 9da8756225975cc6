import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '@/server/bridge/exchange';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { Runtime } from '@/server/runtime/runtime';
import { writeAnswer } from './write-answer';

export const KEY_USE_PATH = '/api/dashboard/key-use';

const PING_MS = 15_000;
const STREAM: Operation = {
  template: KEY_USE_PATH,
  meta: {
    surface: 'dashboard',
    access: { roles: ['super_admin', 'admin'] },
    rateClass: 'standard',
    audit: { action: 'api_key.follow' },
  },
};

/**
 * Server-sent events: which keys of the person's hospital are used or tried just now. The session is checked again with every
 * ping, so that somebody who was signed out hears nothing more.
 */
export async function streamKeyUse(
  runtime: Runtime,
  message: IncomingMessage,
  response: ServerResponse,
  info: RequestInfo,
): Promise<void> {
  const person = await runtime.trpc.admitPerson(message, info, STREAM);
  if ('status' in person) return writeAnswer(message, response, person);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.write('retry: 2000\n\n');
  const end = runtime.keyUse.subscribe(person.hospitalId, ({ apiKeyId, at, requests }) => {
    response.write(`data: ${JSON.stringify({ id: apiKeyId, at: at.toISOString(), requests })}\n\n`);
  });
  const ping = setInterval(async () => {
    const verdict = await runtime.sessionDoor.check({ rawHeaders: message.rawHeaders, method: 'GET', now: new Date() });
    if (verdict.ok) response.write(': still here\n\n');
    else response.end();
  }, PING_MS).unref();
  response.on('close', () => {
    clearInterval(ping);
    end();
  });
}
