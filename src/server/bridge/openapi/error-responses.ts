import { STATUS_CODES } from 'node:http';
import { MAX_DETAILS } from '@/server/kernel/app-error';
import { ERROR_TABLE, type ErrorCode } from '@/server/kernel/error-codes';
import { errorSchemaName } from './error-statuses';
import { headersOf } from './headers';
import type { JsonObject } from './json';
import type { SurfaceDocument } from './surfaces';

const REQUEST_ID = 'req_0123456789abcdefghijABCDEF';
const NO_CONTROLS = '^[^\\u0000-\\u001f]*$';
const sentence = { type: 'string', maxLength: 500, pattern: NO_CONTROLS };
const FIELD = { type: 'string', maxLength: 256, pattern: NO_CONTROLS };

/** What the errors of a surface share. */
export const ERROR_SCHEMAS: Readonly<Record<SurfaceDocument['surface'], JsonObject>> = {
  external: { ErrorDetail: errorDetail() },
  hospital: { ErrorDetail: errorDetail() },
  v1: {
    ErrorDetails: {
      type: 'object',
      description: 'What is wrong, by field.',
      additionalProperties: sentence,
      maxProperties: MAX_DETAILS,
      examples: [{ email: 'Must be an e-mail address.' }],
    },
    // Of its own: elsewhere an unknown field may be called `id`, and its fault be a sentence.
    ConflictDetails: {
      type: 'object',
      description: 'What is in the way, by field; `id`: what exists already; `alternatives`: free slots nearby.',
      properties: {
        id: { type: 'string', maxLength: 32, pattern: '^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
        alternatives: { type: 'array', maxItems: 3, items: { type: 'string', format: 'date-time', maxLength: 40 } },
      },
      additionalProperties: sentence,
      maxProperties: MAX_DETAILS,
      examples: [{ email: 'It exists already.', id: 'pat_01k6kf0pvwfm89r7hfd8dmtkjq' }],
    },
  },
};

function errorDetail(): JsonObject {
  return {
    type: 'object',
    description: 'One fault of a request.',
    properties: {
      path: { ...FIELD, description: 'The field, dotted for nested ones; empty: the body itself.', examples: ['phone'] },
      message: { ...sentence, examples: ['Must be a phone number.'] },
      id: { type: 'string', format: 'uuid', maxLength: 36, description: 'What exists already.' },
      starts_at: { type: 'string', format: 'date-time', maxLength: 40, description: 'A free slot nearby.' },
    },
    required: ['path', 'message'],
    additionalProperties: false,
    examples: [{ path: 'phone', message: 'Must be a phone number.' }],
  };
}

/** The error of one status as a schema: the surface's envelope with exactly these codes. */
export function errorSchema(surface: SurfaceDocument['surface'], status: number, codes: readonly ErrorCode[]): JsonObject {
  const code = { type: 'string', enum: codes, examples: [codes[0]] };
  const success = { type: 'boolean', const: false };
  const requestId = { type: 'string', maxLength: 68, pattern: '^[0-9A-Za-z_-]+$', examples: [REQUEST_ID] };
  const message = { ...sentence, examples: [ERROR_TABLE[codes[0] as ErrorCode].message] };
  const description = `An answer ${status}.`;
  if (surface === 'v1') {
    const timestamp = { type: 'string', format: 'date-time', maxLength: 40, examples: ['2026-11-21T04:45:00.000Z'] };
    const details = { $ref: `#/components/schemas/${status === 409 ? 'ConflictDetails' : 'ErrorDetails'}` };
    const properties = { code, message, details, timestamp, requestId };
    const error = strict(properties, ['code', 'message', 'timestamp', 'requestId']);
    return { ...strict({ success, error }, ['success', 'error']), description };
  }
  const details = { type: 'array', maxItems: MAX_DETAILS, items: { $ref: '#/components/schemas/ErrorDetail' } };
  const error = { type: 'string', const: STATUS_CODES[status] };
  const properties = { success, error, message, code, request_id: requestId, details };
  return { ...strict(properties, ['success', 'error', 'message', 'code', 'request_id']), description };
}

function strict(properties: JsonObject, required: string[]): JsonObject {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** The one response of a status: schema, headers, and an example for each of its codes. */
export function errorResponse(
  { surface, openToOrigins }: SurfaceDocument,
  status: number,
  codes: readonly ErrorCode[],
): JsonObject {
  const extra = [...(EXTRA_HEADERS[status] ?? []), ...(surface === 'v1' ? ['Content-Language', 'Vary'] : [])];
  return {
    description: codes.map((code) => `\`${code}\`: ${messageOf(surface, code)}`).join('\n\n'),
    headers: headersOf(openToOrigins, ...extra),
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${errorSchemaName(status)}` },
        examples: Object.fromEntries(codes.map((code) => [code, { value: errorExample(surface, status, code) }])),
      },
    },
  };
}

const EXTRA_HEADERS: Readonly<Record<number, readonly string[]>> = {
  400: ['Idempotent-Replayed'],
  401: ['WWW-Authenticate'],
  404: ['Idempotent-Replayed'],
  405: ['Allow'],
  409: ['Idempotent-Replayed'],
  412: ['Idempotent-Replayed'],
  422: ['Idempotent-Replayed'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** Every 401 of the external door has one sentence, whatever was wrong (contract section 1, rule 1). */
function messageOf(surface: SurfaceDocument['surface'], code: ErrorCode): string {
  const { status, message } = ERROR_TABLE[code];
  if (surface === 'external' && status === 401) return ERROR_TABLE.INVALID_API_KEY.message;
  return code === 'INVALID_API_KEY' ? 'Invalid API key.' : message;
}

function errorExample(surface: SurfaceDocument['surface'], status: number, code: ErrorCode): JsonObject {
  const message = messageOf(surface, code);
  if (surface !== 'v1')
    return { success: false, error: STATUS_CODES[status], message, code, request_id: REQUEST_ID, ...detailsOf(code) };
  const error = { code, message, ...v1DetailsOf(code), timestamp: '2026-11-21T04:45:00.000Z', requestId: REQUEST_ID };
  return { success: false, error };
}

function v1DetailsOf(code: ErrorCode): JsonObject {
  if (code === 'VALIDATION_ERROR') return { details: { email: 'Must be an e-mail address.' } };
  const id = 'pat_01h455vb4pex5vsknk084sn02q';
  if (code === 'DUPLICATE_RESOURCE') return { details: { phone: 'It exists already.', id } };
  return code === 'SLOT_TAKEN' ? { details: { alternatives: ['2026-11-24T04:30:00.000Z'] } } : {};
}

function detailsOf(code: ErrorCode): JsonObject {
  const id = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
  if (code === 'VALIDATION_ERROR') return { details: [{ path: 'name', message: 'Must not be empty.' }] };
  if (code === 'DUPLICATE_RESOURCE') return { details: [{ path: 'phone', message: 'It exists already.', id }] };
  if (code !== 'SLOT_TAKEN') return {};
  const message = 'The doctor is free at this time.';
  return { details: [{ path: 'appointment_time', message, starts_at: '2026-11-24T10:00:00+05:30' }] };
}
