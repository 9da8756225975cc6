import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Env } from '@/server/env/schema';
import { answerClientError } from '@/server/http/client-error';
import { StartupError } from '@/server/kernel/startup-error';

const LIMITS = { maxHeaderSize: 32_768, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

export type Listener = {
  server: Server;
  port: number;
  /** What answers from now on. */
  handle: (listener: RequestListener) => void;
};

const starting: RequestListener = (_message, response) => {
  response.writeHead(503, { 'Retry-After': '2', 'Cache-Control': 'no-store' }).end();
};

/**
 * Takes the port before anything else is done, so that a port in use is said at once. Until there is a handler it answers 503.
 * @throws StartupError naming the port or the certificate.
 */
export async function listen(env: Env): Promise<Listener> {
  let current = starting;
  const dispatch: RequestListener = (message, response) => current(message, response);
  const server =
    env.TLS_CERT && env.TLS_KEY ? secureServer(env.TLS_CERT, env.TLS_KEY, dispatch) : createHttpServer(LIMITS, dispatch);
  server.on('clientError', answerClientError);
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

function secureServer(cert: string, key: string, dispatch: RequestListener): Server {
  try {
    return createHttpsServer({ ...LIMITS, cert: readFileSync(cert), key: readFileSync(key), minVersion: 'TLSv1.2' }, dispatch);
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
