import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Answer } from '@/server/bridge/answer';
import { errorBody, languageHeaders } from '@/server/bridge/envelope';
import { failureLimits, rateHeaders } from '@/server/bridge/rate-headers';
import { TRPC_BASE } from '@/server/bridge/trpc-bridge';
import { AppError } from '@/server/kernel/app-error';
import type { RequestInfo } from '@/server/kernel/request-info';
import { toAppError } from '@/server/procedures/to-app-error';
import type { Runtime } from '@/server/runtime/runtime';
import { contentSecurityPolicy, securityHeaders } from './content-security-policy';
import { CORS_HEADERS, isOpenToOrigins, PREFLIGHT_HEADERS } from './cors';
import { checkHead, decodeSegments, type EdgeRules, type Head, readHead } from './edge';
import { keyUseSource } from './key-use-stream';
import { liveCallsSource } from './live-calls-stream';
import { createLiveStream } from './live-stream';
import { checkPageRequest } from './page-request';
import { publicDocument } from './public-documents';
import { withRequest } from './request-scope';
import { answerSocketRequest, onSocketUpgrade, upgradeSocket } from './socket-requests';
import { writeAnswer } from './write-answer';
import { writeStream } from './write-stream';

export type PageHandler = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

export type ApplicationOptions = {
  runtime: Runtime;
  /** Next's request handler. */
  pages: PageHandler;
  dev: boolean;
  /** Whose WebSocket handshakes are answered too. */
  server: Server;
};

const REST = ['/api/external', '/api/hospitals', '/v1'];
const SOCKET = '/ws';
const NO_HEADERS: Record<string, string> = {};

/** The one handler behind the port: what is ours is answered here, in front of Next; pages are Next's. */
export function createApplication({ runtime, pages, dev, server }: ApplicationOptions) {
  const { env } = runtime;
  const sources = [keyUseSource(runtime), liveCallsSource(runtime)];
  const streams = new Map(sources.map((source) => [source.path, createLiveStream(runtime, source)]));
  const rules: EdgeRules = {
    development: env.APP_ENV === 'development',
    publicHost: new URL(runtime.services.config.publicUrl).host.toLowerCase(),
  };

  onSocketUpgrade(
    server,
    (message, socket, first) => {
      const head = readHead(message, env.TRUST_PROXY);
      checkHead(head, message, rules);
      upgradeSocket(runtime.sockets, head, message, socket, first);
    },
    (message, response, thrown) => fail(readHead(message, env.TRUST_PROXY), message, response, thrown),
  );

  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const head = readHead(message, env.TRUST_PROXY);
    try {
      await route(head, message, response);
    } catch (thrown) {
      await fail(head, message, response, thrown);
    }
  };

  async function fail(head: Head, message: IncomingMessage, response: ServerResponse, thrown: unknown): Promise<void> {
    const error = toAppError(thrown);
    if (error.status >= 500) runtime.log.error({ error: thrown, requestId: head.info.requestId }, 'request failed');
    if (response.headersSent) response.destroy();
    else send(head, message, response, withHeaders(edgeAnswer(error, head.info), await outsideDoor(head)));
  }

  async function route(head: Head, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path, info } = head;
    if (path === '/livez' || path === '/readyz') return writeProbe(head, message, response);
    checkHead(head, message, rules);
    const open = isOpenToOrigins(path) ? CORS_HEADERS : NO_HEADERS;
    if (open !== CORS_HEADERS || info.method !== 'OPTIONS') return await answer(head, message, response, open);
    const preflight = { status: 204, headers: PREFLIGHT_HEADERS, body: null };
    send(head, message, response, withHeaders(preflight, await outsideDoor(head)));
  }

  async function answer(
    head: Head,
    message: IncomingMessage,
    response: ServerResponse,
    open: Record<string, string>,
  ): Promise<void> {
    const { path, info } = head;
    const document = publicDocument(path, info.method, runtime);
    if (document) return send(head, message, response, withHeaders(document, await outsideDoor(head)));
    if (REST.some((base) => isUnder(base, path))) {
      const edge = {
        message,
        info,
        segments: decodeSegments(path),
        // With its question mark, which URLSearchParams would else take from the first name that begins with one.
        query: new URLSearchParams(`?${head.query}`),
        path: message.url ?? path,
      };
      return await send(head, message, response, withHeaders(await runtime.dispatcher.handle(edge), open));
    }
    if (isUnder(SOCKET, path)) return answerSocketRequest(runtime.sockets, head, message, response);
    await writeOthers(head, message, response);
  }

  /** What others write (tRPC, Next, a stream): it gets the security headers beforehand. */
  async function writeOthers(head: Head, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path, info } = head;
    for (const [name, value] of Object.entries(securityHeaders(head.secure))) response.setHeader(name, value);
    if (path.startsWith(TRPC_BASE)) return await writeTrpc(head, message, response);
    const stream = streams.get(path);
    if (stream) return await stream(message, response, info);
    if (path.startsWith('/api/') && !path.startsWith('/api/auth/')) throw new AppError('RESOURCE_NOT_FOUND');
    await writePage(head, message, response);
  }

  /** The headers of what is answered without a door: request id, the address's window, and CORS where any origin may ask. */
  async function outsideDoor({ info, path }: Head): Promise<Record<string, string>> {
    const limits = rateHeaders(failureLimits(await runtime.failures.state(info.address)), Date.now());
    return { ...limits, 'X-Request-ID': idOf(info), ...(isOpenToOrigins(path) && CORS_HEADERS) };
  }

  async function writeTrpc({ path, info }: Head, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const procedure = decodeSegments(path.slice(TRPC_BASE.length - 1))[0] ?? '';
    const refusal = await runtime.trpc.handle(message, response, procedure, info);
    if (refusal) writeAnswer(message, response, refusal);
  }

  async function writePage(head: Head, message: IncomingMessage, response: ServerResponse): Promise<void> {
    checkPageRequest(head.path, message);
    const nonce = randomBytes(16).toString('base64');
    const policy = contentSecurityPolicy(nonce, { dev, secure: head.secure });
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Request-ID', idOf(head.info));
    // Next reads the nonce from the request's policy and puts it on its own scripts. A caller's own copy must not pass.
    message.headers['content-security-policy'] = policy;
    message.headers['x-nonce'] = nonce;
    // Next tells a layout no path, and the layout is what leads to the login page.
    message.headers['x-path'] = head.path;
    await withRequest(head.info, () => pages(message, response));
  }

  async function writeProbe(head: Head, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const problems = head.path === '/readyz' ? await runtime.problems() : [];
    if (problems.length > 0) runtime.log.warn({ problems }, 'not ready');
    send(head, message, response, {
      status: problems.length > 0 ? 503 : 200,
      headers: { 'Cache-Control': 'no-store' },
      body: '',
    });
  }
}

function isUnder(base: string, path: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

function idOf(info: RequestInfo): string {
  return info.callerRequestId ?? info.requestId;
}

/** Sends an answer of ours with the security headers; resolves when a stream has ended. */
function send({ secure }: Head, message: IncomingMessage, response: ServerResponse, answer: Answer): void | Promise<void> {
  if (answer.stream) return writeStream(message, response, answer, answer.stream, securityHeaders(secure));
  writeAnswer(message, response, answer, securityHeaders(secure));
}

function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
  if (headers === NO_HEADERS) return answer;
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** A refusal before any surface's dispatcher: in the envelope of the path, without a door's headers. */
function edgeAnswer(error: AppError, info: RequestInfo): Answer {
  return {
    status: error.status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...languageHeaders(info),
      ...(error.retryAfter !== undefined && { 'Retry-After': String(error.retryAfter) }),
      ...(error.code === 'REQUEST_REJECTED' && { Connection: 'close' }),
    },
    body: errorBody(info, error, idOf(info), new Date()),
  };
}
