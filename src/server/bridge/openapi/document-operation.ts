import type { ErrorCode } from '@/server/kernel/error-codes';
import type { RouteMeta } from '@/server/procedures/meta';
import { roleSentence } from '@/shared/role-table-text';
import { byStatus, codesOf, honoursIfMatch, RESPONSE_NAMES, takesIdempotencyKey } from './error-statuses';
import { exampleOf } from './example-of';
import { isObject, type JsonObject, objectAt, pascal } from './json';
import type { DocumentedOperation } from './operations';
import { successResponse } from './success-response';
import type { SurfaceDocument } from './surfaces';
import { tidySchema } from './tidy-schema';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

/** What operations share: schemas by name, and the codes of each status on the whole surface. */
export type Shared = { schemas: JsonObject; codes: Set<ErrorCode> };

/** An operation as the generator wrote it, made into what the server does. */
export function documentOperation(
  surface: SurfaceDocument,
  operation: DocumentedOperation,
  generated: JsonObject,
  shared: Shared,
): JsonObject {
  const { meta } = operation;
  const codes = codesOf(operation);
  for (const code of codes) shared.codes.add(code);
  const security = meta.access.public ? [] : surface.security(meta.access);
  const { operationId, summary, tags } = generated;
  return {
    operationId,
    summary,
    description: `${generated.description}${accessSentence(meta)}`,
    tags,
    security,
    parameters: [...parameters(operation, generated), ...requestHeaders(meta)],
    ...requestBody(operation, String(operationId), generated, shared.schemas),
    responses: responses(surface, operation, generated, codes, shared.schemas),
  };
}

function accessSentence({ access, surface }: RouteMeta): string {
  const sentences = [];
  if (access.public) sentences.push('Needs no credentials.');
  if (access.permission === 'any') sentences.push('Any API key may call it.');
  else if (access.permission) sentences.push(`An API key needs the permission \`${access.permission}\`.`);
  if (access.people) sentences.push(roleSentence(access.people));
  // The hospital surface is for administrators throughout.
  if (access.roles && surface !== 'hospital') sentences.push(`Roles: ${access.roles.join(', ')}.`);
  return sentences.length > 0 ? `\n\n${sentences.join(' ')}` : '';
}

/** The generator loses what is said of an optional parameter beside its innermost schema; the procedure's own input has it. */
function parameters({ input }: DocumentedOperation, generated: JsonObject): JsonObject[] {
  const list = Array.isArray(generated.parameters) ? (generated.parameters as JsonObject[]) : [];
  return list.map((parameter) => {
    const { description, example, pattern } = input.shape[String(parameter.name)]?.meta?.() ?? {};
    const schema = tidySchema({
      ...(isObject(parameter.schema) ? parameter.schema : {}),
      ...(pattern !== undefined && { pattern }),
      ...(example !== undefined && { example }),
    }) as JsonObject;
    const { description: inner, ...bare } = schema;
    return {
      name: parameter.name,
      in: parameter.in,
      required: parameter.required === true,
      description: description ?? inner ?? `Only rows with this ${String(parameter.name).replaceAll('_', ' ')}.`,
      schema: bare,
    };
  });
}

function requestHeaders(meta: RouteMeta): JsonObject[] {
  const names = ['RequestId', ...(meta.surface === 'v1' ? ['AcceptLanguage'] : [])];
  if (takesIdempotencyKey(meta)) names.push('IdempotencyKey');
  if (honoursIfMatch(meta)) names.push('IfMatch');
  if (meta.etag && meta.openapi?.method === 'GET') names.push('IfNoneMatch');
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function requestBody(
  { meta }: DocumentedOperation,
  operationId: string,
  generated: JsonObject,
  schemas: JsonObject,
): JsonObject {
  const body = generated.requestBody as { content?: { 'application/json'?: { schema?: unknown } } } | undefined;
  const schema = tidySchema(body?.content?.['application/json']?.schema);
  if (!isObject(schema)) return {};
  const name = `${pascal(operationId)}Request`;
  const properties = { ...objectAt(schema, 'properties'), ...echoes(meta) };
  schemas[name] = { ...schema, properties, description: schema.description ?? `The body of \`${operationId}\`.` };
  const reference = { $ref: `#/components/schemas/${name}` };
  const required = Array.isArray(schema.required) && schema.required.length > 0;
  const examples: JsonObject = { full: { value: exampleOf(reference, schemas) } };
  if (required) examples.least = { value: exampleOf(reference, schemas, false) };
  // Without a required field the body may be left away altogether.
  return { requestBody: { required, content: { 'application/json': { schema: reference, examples } } } };
}

/** What a body may repeat of the path (`meta.echoes`): the generator leaves parameters out of it. */
function echoes(meta: RouteMeta): JsonObject {
  const field = {
    type: 'string',
    maxLength: 64,
    pattern: '^[ -~]*$',
    description: 'As in the path; ignored.',
    examples: [EXAMPLE_ID],
  };
  return Object.fromEntries((meta.echoes ?? []).map((name) => [name, field]));
}

function responses(
  surface: SurfaceDocument,
  { meta }: DocumentedOperation,
  generated: JsonObject,
  codes: ReadonlySet<ErrorCode>,
  schemas: JsonObject,
): JsonObject {
  const generatedResponses = generated.responses as { 200: { content: { 'application/json': { schema: JsonObject } } } };
  const data = generatedResponses[200].content['application/json'].schema;
  const answers: JsonObject = { [meta.status ?? 200]: successResponse(surface, meta, data, { schemas }) };
  if (meta.etag && meta.openapi?.method === 'GET') answers[304] = { $ref: '#/components/responses/NotModified' };
  for (const [status, list] of byStatus(codes)) {
    // Of the codes that the surface has for this status, the ones that this operation can answer.
    const description = list.map((code) => `\`${code}\``).join(', ');
    answers[status] = { $ref: `#/components/responses/${RESPONSE_NAMES[status]}`, description };
  }
  return answers;
}
