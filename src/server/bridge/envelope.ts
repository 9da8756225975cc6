import { STATUS_CODES } from 'node:http';
import type { AppError, ErrorDetail } from '@/server/kernel/app-error';
import { errorSentence } from '@/server/kernel/messages/translate';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { RouteMeta } from '@/server/procedures/meta';
import { shownPath, v1Details } from './v1-details';

/** The body of a success in the surface's envelope (contract section 4). */
export function successBody(meta: RouteMeta, data: unknown): string {
  if (meta.shape === 'bare') return JSON.stringify(data);
  if (meta.surface === 'v1' && meta.shape === 'list') {
    const { results, pagination } = data as { results: unknown; pagination: unknown };
    return JSON.stringify({ success: true, data: results, pagination });
  }
  return JSON.stringify(meta.message === undefined ? { success: true, data } : { success: true, data, message: meta.message });
}

/**
 * The body of an error in the surface's envelope: code, sentence, details and request id; nothing else of the error.
 * @param language of the sentences on v1; the other surfaces' are fixed by the contract.
 */
export function errorBody(
  { surface, language }: Pick<RequestInfo, 'surface' | 'language'>,
  error: AppError,
  requestId: string,
  now: Date,
): string {
  if (surface === 'v1') {
    return JSON.stringify({
      success: false,
      error: {
        code: error.code,
        message: errorSentence(error.code, error.message, language),
        ...(error.details && { details: v1Details(error, language) }),
        timestamp: now.toISOString(),
        requestId,
      },
    });
  }
  return JSON.stringify({
    success: false,
    error: STATUS_CODES[error.status],
    message: error.message,
    code: error.code,
    request_id: requestId,
    ...(error.details && { details: error.details.map(shownDetail) }),
  });
}

/** The headers of an answer that is in a language: v1's errors. */
export function languageHeaders({ surface, language }: Pick<RequestInfo, 'surface' | 'language'>): Record<string, string> {
  return surface === 'v1' ? { 'Content-Language': language, Vary: 'Accept-Language' } : {};
}

function shownDetail({ kind, ...detail }: ErrorDetail): ErrorDetail {
  return { ...detail, path: shownPath(detail.path) };
}
