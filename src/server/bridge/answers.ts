import type { AppError } from '@/server/kernel/app-error';
import type { Download } from '@/server/procedures/download';
import type { RouteMeta } from '@/server/procedures/meta';
import type { Answer } from './answer';
import { entityTag } from './entity-tag';
import { errorBody, languageHeaders, successBody } from './envelope';
import type { Exchange } from './exchange';
import { rateHeaders } from './rate-headers';

const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };

/** The answer to a success: status, envelope and entity tag as the operation's meta says. */
export function successAnswer(meta: RouteMeta, data: unknown): Answer {
  const status = meta.status ?? 200;
  if (status === 204) return { status, headers: { 'Cache-Control': 'no-store' }, body: null };
  const headers: Record<string, string> = { ...JSON_HEADERS };
  if (meta.etag) headers.ETag = entityTag(data);
  return { status, headers, body: successBody(meta, data) };
}

/** A file, to be saved and not shown. Nothing of it has been made when this answer is. */
export function downloadAnswer({ mediaType, filename, pieces }: Download): Answer {
  const headers = {
    'Content-Type': mediaType === 'text/csv' ? 'text/csv; charset=utf-8' : mediaType,
    'Content-Disposition': `attachment; filename="${filename}"`,
    'Cache-Control': 'no-store',
  };
  return { status: 200, headers, body: null, stream: pieces };
}

/** The answer to a refusal or a failure, in the surface's envelope. */
export function errorAnswer(exchange: Exchange, error: AppError, allowed: readonly string[] = []): Answer {
  const { info } = exchange;
  const headers: Record<string, string> = { ...JSON_HEADERS, ...languageHeaders(info) };
  if (error.retryAfter !== undefined) headers['Retry-After'] = String(error.retryAfter);
  if (error.status === 405) headers.Allow = allowed.join(', ');
  if (error.status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return { status: error.status, headers, body: errorBody(info, error, shownRequestId(exchange), new Date()) };
}

/** The caller's own id where it sent an accepted one, else ours (contract section 4). */
export function shownRequestId({ info }: Exchange): string {
  return info.callerRequestId ?? info.requestId;
}

/** Adds the headers that every answer has; to the answer itself, which is this request's own. */
export function withCommonHeaders(answer: Answer, exchange: Exchange): Answer {
  if (exchange.limits) Object.assign(answer.headers, rateHeaders(exchange.limits, Date.now()));
  answer.headers['X-Request-ID'] = shownRequestId(exchange);
  return answer;
}
