import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorBody } from '@/server/bridge/envelope';
import { AppError } from '@/server/kernel/app-error';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { Runtime } from '@/server/runtime/runtime';
import { isAdministrator } from '@/shared/roles';
import { writeAnswer } from './write-answer';

const PING_MS = 15_000;

/**
 * Server-sent events: which keys of the hospital were used just now. The session is checked again with every ping, so that a
 * person who was signed out hears nothing more.
 */
export async function streamKeyUse(
  runtime: Runtime,
  message: IncomingMessage,
  response: ServerResponse,
  info: RequestInfo,
): Promise<void> {
  const check = async () => {
    const verdict = await runtime.sessionDoor.check({ rawHeaders: message.rawHeaders, method: 'GET', now: new Date() });
    const person = verdict.ok && verdict.principal.kind === 'user' ? verdict.principal : null;
    return person && isAdministrator(person.role) ? person : null;
  };
  const person = await check();
  const url = new URL(message.url ?? '/', 'http://localhost');
  const hospitalId = url.searchParams.get('hospital') ?? person?.hospitalId;
  if (!person || !hospitalId || (person.role !== 'super_admin' && person.hospitalId !== hospitalId)) {
    const error = new AppError(person ? 'FORBIDDEN' : 'UNAUTHORIZED');
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Request-ID': info.requestId,
    };
    return writeAnswer(message, response, {
      status: error.status,
      headers,
      body: errorBody('dashboard', error, info.requestId, new Date()),
    });
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.write('retry: 2000\n\n');
  const end = runtime.keyUse.subscribe(hospitalId, ({ apiKeyId, at, requests }) => {
    response.write(`data: ${JSON.stringify({ id: apiKeyId, at: at.toISOString(), requests })}\n\n`);
  });
  const ping = setInterval(async () => {
    if (await check().catch(() => null)) response.write(': still here\n\n');
    else response.end();
  }, PING_MS).unref();
  response.on('close', () => {
    clearInterval(ping);
    end();
  });
}
