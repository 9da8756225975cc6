import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { errorBody, languageHeaders } from '@/server/bridge/envelope';
import type { Env } from '@/server/env/schema';
import { answerClientError } from '@/server/http/client-error';
import { readHead } from '@/server/http/edge';
import { EdgeMessage } from '@/server/http/upgrade';
import { writeAnswer } from '@/server/http/write-answer';
import { AppError } from '@/server/kernel/app-error';
import { StartupError } from '@/server/kernel/startup-error';

const LIMITS = {
  maxHeaderSize: 32_768,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  // How often the two above are looked at; Node's own 30 s would let a slow sender stay four times as long.
  connectionsCheckingInterval: 1_000,
  // Node would refuse without an envelope; the edge refuses an unknown host, and none is one.
  requireHostHeader: false,
};

export type Listener = {
  server: Server;
  port: number;
  /** What answers from now on. */
  handle: (listener: RequestListener) => void;
};

/** A process that migrates is alive, and not ready. */
const starting: RequestListener = (message, response) => {
  const probe = message.url === '/livez' || message.url === '/readyz';
  if (probe) return void response.writeHead(message.url === '/livez' ? 200 : 503, { 'Cache-Control': 'no-store' }).end();
  const { info } = readHead(message, []);
  const requestId = info.callerRequestId ?? info.requestId;
  writeAnswer(message, response, {
    status: 503,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Request-ID': requestId,
      'Retry-After': '2',
      ...languageHeaders(info),
    },
    body: errorBody(info, new AppError('SERVICE_UNAVAILABLE'), requestId, new Date()),
  });
};

/**
 * Takes the port before anything else is done, so that a port in use is said at once. Until there is a handler it answers 503.
 * @param limits other times and sizes, for tests that cannot wait.
 * @throws StartupError naming the port or the certificate.
 */
export async function listen(env: Env, limits: Partial<typeof LIMITS> = {}): Promise<Listener> {
  let current = starting;
  const dispatch: RequestListener = (message, response) => current(message, response);
  const options = { ...LIMITS, ...limits, IncomingMessage: EdgeMessage };
  const server =
    env.TLS_CERT && env.TLS_KEY
      ? secureServer(env.TLS_CERT, env.TLS_KEY, options, dispatch)
      : createHttpServer(options, dispatch);
  // By default Node drops what comes after 2,000 headers, unseen: a credential's second copy too. Their size is limited anyway.
  server.maxHeadersCount = 0;
  server.on('clientError', answerClientError);
  // What Node would answer itself, or not at all: an expectation it does not know (which a server may pass over), a tunnel.
  server.on('checkExpectation', dispatch);
  server.on('connect', (_message, socket) => answerClientError(new Error('CONNECT'), socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, env)));
    server.listen(env.PORT, env.HOST, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    handle: (listener) => {
      current = listener;
    },
  };
}

function secureServer(cert: string, key: string, options: typeof LIMITS, dispatch: RequestListener): Server {
  try {
    return createHttpsServer({ ...options, cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' }, dispatch);
  } catch (cause) {
    throw new StartupError('TLS_CERT or TLS_KEY cannot be read.', 'Both are paths of PEM files that belong together.', {
      cause,
    });
  }
}

function explain(error: NodeJS.ErrnoException, { HOST, PORT }: Env): Error {
  if (error.code === 'EADDRINUSE')
    return new StartupError(`Port ${PORT} of ${HOST} is in use.`, 'Stop what uses it, or set PORT.');
  if (error.code === 'EACCES')
    return new StartupError(`Port ${PORT} of ${HOST} may not be used.`, 'Choose one above 1023, or set PORT.');
  if (error.code === 'EADDRNOTAVAIL') return new StartupError(`This machine has no address ${HOST}.`, 'Set HOST.');
  return error;
}
