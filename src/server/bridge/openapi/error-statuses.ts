import { ERROR_TABLE, type ErrorCode } from '@/server/kernel/error-codes';
import type { RouteMeta } from '@/server/procedures/meta';
import type { DocumentedOperation } from './operations';

/** The name of the component of each status. */
export const RESPONSE_NAMES: Readonly<Record<number, string>> = {
  304: 'NotModified',
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'UnprocessableContent',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** The name of the schema of an error's body. */
export function errorSchemaName(status: number): string {
  const name = String(RESPONSE_NAMES[status]);
  return name.endsWith('Error') ? name : `${name}Error`;
}

/**
 * Every code that an operation can answer: those of its own rules (`meta.errors`) and those that its door, its method and its
 * meta bring with them.
 */
export function codesOf({ meta }: DocumentedOperation): Set<ErrorCode> {
  const codes = new Set<ErrorCode>(meta.errors ?? []);
  const add = (...more: ErrorCode[]) => {
    for (const code of more) codes.add(code);
  };
  add('VALIDATION_ERROR', 'REQUEST_REJECTED', 'HTTPS_REQUIRED', 'METHOD_NOT_ALLOWED', 'INTERNAL_ERROR', 'SERVICE_UNAVAILABLE');
  if (!meta.access.public) add(...doorCodes(meta));
  if (meta.openapi.path.includes('{')) add('RESOURCE_NOT_FOUND');
  const { method } = meta.openapi;
  if (method !== 'GET' && method !== 'DELETE') add('INVALID_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  if (takesIdempotencyKey(meta)) {
    add('IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED');
    if (meta.holdsCredential) add('CONFLICT');
  }
  if (honoursIfMatch(meta)) add('PRECONDITION_FAILED');
  return codes;
}

function doorCodes({ surface, access }: RouteMeta): ErrorCode[] {
  const codes: ErrorCode[] = ['UNAUTHORIZED', 'TOKEN_EXPIRED', 'RATE_LIMIT_EXCEEDED'];
  // A cookie request from elsewhere, or a role that may not.
  if (surface === 'hospital') return [...codes, 'FORBIDDEN'];
  // On v1 a key may knock wherever a person may.
  if (access.permission !== undefined || surface === 'v1') codes.push('INVALID_API_KEY', 'IP_NOT_ALLOWED', 'ACCESS_FROZEN');
  if (access.permission !== undefined && access.permission !== 'any') codes.push('INSUFFICIENT_PERMISSIONS');
  // The role, or a password that must be changed first.
  if (surface === 'v1') codes.push('FORBIDDEN');
  return codes;
}

/** Every POST of a known caller (contract section 4, Writes). */
export function takesIdempotencyKey({ access, openapi }: RouteMeta): boolean {
  return openapi?.method === 'POST' && !access.public;
}

export function honoursIfMatch({ etag, openapi }: RouteMeta): boolean {
  return etag === true && (openapi?.method === 'PATCH' || openapi?.method === 'PUT');
}

/** Codes by status, both in the order of the error table. */
export function byStatus(codes: ReadonlySet<ErrorCode>): Map<number, ErrorCode[]> {
  const statuses = new Map<number, ErrorCode[]>();
  for (const code of Object.keys(ERROR_TABLE) as ErrorCode[]) {
    if (!codes.has(code)) continue;
    const { status } = ERROR_TABLE[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  return new Map([...statuses].sort(([a], [b]) => a - b));
}
