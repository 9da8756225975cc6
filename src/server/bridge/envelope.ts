import { STATUS_CODES } from 'node:http';
import { cleanText } from '@/server/audit/audit-insert';
import type { AppError, ErrorDetail } from '@/server/kernel/app-error';
import type { Surface } from '@/server/kernel/request-info';
import type { RouteMeta } from '@/server/procedures/meta';

/** The body of a success in the surface's envelope (contract section 4). */
export function successBody(meta: RouteMeta, data: unknown): string {
  if (meta.shape === 'bare') return JSON.stringify(data);
  if (meta.surface === 'v1' && meta.shape === 'list') {
    const { results, pagination } = data as { results: unknown; pagination: unknown };
    return JSON.stringify({ success: true, data: results, pagination });
  }
  return JSON.stringify(meta.message === undefined ? { success: true, data } : { success: true, data, message: meta.message });
}

/** The body of an error in the surface's envelope: code, sentence, details and request id; nothing else of the error. */
export function errorBody(surface: Surface, error: AppError, requestId: string, now: Date): string {
  if (surface === 'v1') {
    return JSON.stringify({
      success: false,
      error: {
        code: error.code,
        message: error.message,
        ...(error.details && { details: v1Details(error) }),
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

/** A field that nobody knows is named as it was sent, and so may be anything: it is shown on one line, and not at any length. */
const MAX_PATH = 256;

function shownDetail(detail: ErrorDetail): ErrorDetail {
  return { ...detail, path: cleanText(detail.path, MAX_PATH) ?? '' };
}

/** v1 names each fault by its field; what is more than a sentence stands beside them (`id`, `alternatives`). */
function v1Details(error: AppError): Record<string, unknown> {
  // Without a prototype: a field may be called "constructor".
  const details: Record<string, unknown> = Object.create(null);
  if (error.code === 'SLOT_TAKEN') {
    details.alternatives = error.details?.map((detail) => new Date(String(detail.starts_at)).toISOString());
    return details;
  }
  for (const { path, message, ...rest } of (error.details ?? []).map(shownDetail)) {
    details[path === '' ? 'request' : path] ??= message;
    Object.assign(details, rest);
  }
  return details;
}
