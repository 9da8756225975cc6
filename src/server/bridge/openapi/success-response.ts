import type { DownloadType } from '@/server/procedures/download';
import type { RouteMeta } from '@/server/procedures/meta';
import { takesIdempotencyKey } from './error-statuses';
import { exampleOf } from './example-of';
import { headersOf } from './headers';
import { isObject, type JsonObject } from './json';
import type { SurfaceDocument } from './surfaces';

/** Where an answer's schema is kept so that operations with the same answer share it. */
type Components = { schemas: JsonObject };

/**
 * The success of an operation in the surface's envelope (contract section 4).
 * @param data the schema of what the procedure returns, as the generator wrote it: a reference.
 */
export function successResponse(
  { surface, openToOrigins }: SurfaceDocument,
  meta: RouteMeta,
  data: JsonObject,
  { schemas }: Components,
): JsonObject {
  const headers = headersOf(
    openToOrigins,
    ...(meta.etag ? ['ETag'] : []),
    ...(meta.downloads ? ['Content-Disposition'] : []),
    ...(takesIdempotencyKey(meta) ? ['Idempotent-Replayed'] : []),
  );
  const description = meta.message ?? (meta.shape === 'list' ? 'A page of the list.' : 'The answer.');
  if (meta.status === 204) return { description: meta.message ?? 'Done; there is no body.', headers };
  const schema = meta.shape === 'bare' ? data : envelope(surface, meta, data, schemas);
  const example = exampleOf(schema, schemas);
  const content = { 'application/json': { schema, examples: { success: { value: example } } }, ...downloads(meta) };
  return { description, headers, content };
}

/** Files that may leave in place of the JSON; a file has no length that could be named beforehand. */
function downloads({ downloads = [] }: RouteMeta): JsonObject {
  const schema = {
    type: 'string',
    maxLength: Number.MAX_SAFE_INTEGER,
    pattern: '^[^\\u0000]*$',
    description: 'All rows, newest first.',
  };
  return Object.fromEntries(downloads.map((type) => [type, { schema: { ...schema, examples: [DOWNLOAD_EXAMPLES[type]] } }]));
}

const DOWNLOAD_EXAMPLES: Readonly<Record<DownloadType, string>> = {
  'text/csv': 'id,occurred_at,action\r\n019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57,2026-11-21T10:15:00.000+05:30,patient.list\r\n',
  'application/x-ndjson': '{"id":"019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57","action":"patient.list"}\n',
};

function envelope(surface: SurfaceDocument['surface'], meta: RouteMeta, data: JsonObject, schemas: JsonObject): JsonObject {
  const name = `${String(data.$ref).split('/').at(-1)}Answer`;
  const { properties, required } =
    surface === 'v1' && meta.shape === 'list' ? v1List(data, schemas) : { properties: { data }, required: ['data'] };
  const message = meta.message === undefined ? {} : { message: { type: 'string', const: meta.message } };
  const schema = {
    type: 'object',
    description: 'The answer to a success.',
    properties: { success: { type: 'boolean', const: true }, ...properties, ...message },
    required: ['success', ...required, ...Object.keys(message)],
    additionalProperties: false,
  };
  // Two operations that show the same row but say another message are two answers.
  const known = schemas[name];
  const unique =
    known === undefined || JSON.stringify(known) === JSON.stringify(schema) ? name : `${name}To${meta.openapi?.operationId}`;
  schemas[unique] = schema;
  return { $ref: `#/components/schemas/${unique}` };
}

/** On v1 `{results, pagination}` of the procedure stand beside `success`. */
function v1List(data: JsonObject, schemas: JsonObject): { properties: JsonObject; required: string[] } {
  const list = schemas[String(data.$ref).split('/').at(-1) ?? ''];
  if (!isObject(list) || !isObject(list.properties)) throw new Error('a v1 list has results and pagination');
  const { results, pagination } = list.properties;
  return { properties: { data: results, pagination }, required: ['data', 'pagination'] };
}
