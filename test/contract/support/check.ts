import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { ERROR_TABLE, type ErrorCode } from '@/server/kernel/error-codes';
import { toSpanish } from '@/server/kernel/messages/translate';
import type { Reply } from '../../support/http';
import { noteAnswer } from './coverage';
import { DOCUMENTS, documentOf, operationsAt, type Place, responseOf, type Schema } from './openapi';

const ajv = new Ajv2020({ strict: false, allErrors: true });
// The package's types are those of CommonJS, where the function is the module itself.
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);
for (const { surface, document } of DOCUMENTS) ajv.addSchema(document, surface);

const validators = new Map<string, ValidateFunction>();

function validator(reference: string): ValidateFunction {
  let validate = validators.get(reference);
  if (!validate) {
    validate = ajv.compile({ $ref: reference });
    validators.set(reference, validate);
  }
  return validate;
}

/** What is wrong with a value by a schema of the documents, such as `external#/components/schemas/Patient`. */
export function faultsOf(reference: string, value: unknown): string[] {
  const validate = validator(reference);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath || '(value)'} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** JSON pointer segments in a URI fragment. */
const fragment = (pointer: string) => pointer.split('/').map(encodeURIComponent).join('/');

/**
 * Holds an answer against the document: its status, every header and the body, in the operation that was called; for another
 * method of a documented path (405) or a path that nobody documented (404), the response of that status. Notes what was seen.
 * @param sent the body of the request: one that was answered 2xx must be as the document says.
 */
export function checkAnswer(method: string, path: string, reply: Reply, sent: unknown): void {
  const places = operationsAt(path);
  const own = places.filter((place) => place.method === (method === 'HEAD' ? 'GET' : method));
  const judged = own.length > 0 ? own : reply.status === 405 ? places : [];
  for (const place of judged) {
    const id = place.operation.operationId;
    const faults = faultsOfAnswer(place, reply, method === 'HEAD');
    expect(faults, `${method} ${path.slice(0, 200)} (${id}) ${reply.status}: ${reply.text.slice(0, 600)}`).toEqual([]);
    noteAnswer(id, reply.status);
  }
  const [place] = own;
  if (place && reply.status < 300) expect(faultsOfRequest(place, path, sent), `${method} ${path}: its request`).toEqual([]);
  if (judged.length === 0) checkUndocumented(path, reply);
}

function faultsOfAnswer(place: Place, reply: Reply, isHead: boolean): string[] {
  const found = responseOf(place, reply.status);
  if (!found) return [`the status ${reply.status} is not documented`];
  const faults = faultsOfHeaders(place.surface, found.response.headers ?? {}, reply);
  if (!found.response.content) return reply.text === '' ? faults : [...faults, 'has a body'];
  if (isHead) return faults;
  // A file, where one is documented; what it holds has tests of its own.
  const type = reply.headers['content-type']?.split(';')[0] ?? '';
  if (type !== 'application/json' && found.response.content[type]) return faults;
  if (reply.headers['content-type'] !== 'application/json; charset=utf-8')
    faults.push(`content-type ${reply.headers['content-type']}`);
  const reference = `${place.surface}#${fragment(found.pointer)}/content/application~1json/schema`;
  return [...faults, ...faultsOf(reference, reply.body), ...untranslated(place.surface, reply)];
}

/** Whatever v1 says in English in any test it can say in Spanish. */
function untranslated(surface: string, { status, headers, body }: Reply): string[] {
  if (surface !== 'v1' || status < 400 || headers['content-language'] !== 'en') return [];
  const { error } = body as { error: { code: ErrorCode; message: string; details?: Record<string, unknown> } };
  const details = Object.entries(error.details ?? {}).filter(([name]) => name !== 'id' && name !== 'alternatives');
  const sentences = [...details.map(([, sentence]) => String(sentence)), error.message];
  return sentences
    .filter((sentence) => sentence !== ERROR_TABLE[error.code].message && toSpanish(sentence) === null)
    .map((sentence) => `no Spanish in kernel/messages for: ${sentence}`);
}

function faultsOfHeaders(surface: string, documented: Record<string, { $ref: string }>, reply: Reply): string[] {
  return Object.keys(documented).flatMap((name) => {
    const header = documentOf(surface).components.headers?.[name] as { required: boolean; schema: Schema };
    const value = reply.headers[name.toLowerCase()];
    if (value === undefined) return header.required ? [`the header ${name} is missing`] : [];
    const typed = header.schema.type === 'integer' ? Number(value) : value;
    return faultsOf(`${surface}#/components/headers/${name}/schema`, typed).map((fault) => `${name}: ${fault}`);
  });
}

function faultsOfRequest({ surface, template, operation }: Place, path: string, sent: unknown): string[] {
  const names = operation.parameters.flatMap((parameter) =>
    'name' in parameter && parameter.in === 'query' ? [parameter.name] : [],
  );
  const unknown = [...new URL(path, 'http://localhost').searchParams.keys()].filter((name) => !names.includes(name));
  const faults = unknown.map((name) => `the parameter ${name} is not documented`);
  const reference = operation.requestBody?.content['application/json'].schema.$ref;
  if (sent === undefined || typeof sent !== 'object' || Buffer.isBuffer(sent)) return faults;
  if (typeof reference !== 'string') return [...faults, `${template} takes no body`];
  return [...faults, ...faultsOf(surface + reference, sent)];
}

/** A path that nobody documented: the error envelope of its surface. */
function checkUndocumented(path: string, reply: Reply): void {
  const surface = path.startsWith('/v1') ? 'v1' : path.startsWith('/api/hospitals') ? 'hospital' : 'external';
  const name = {
    400: 'BadRequestError',
    401: 'UnauthorizedError',
    403: 'ForbiddenError',
    404: 'NotFoundError',
    429: 'TooManyRequestsError',
  }[reply.status];
  if (name === undefined) return;
  // v1 has no operation yet that answers 404, so its document need not hold that schema.
  if (documentOf(surface).components.schemas?.[name] === undefined) return;
  expect(faultsOf(`${surface}#/components/schemas/${name}`, reply.body), `${path} ${reply.status}: ${reply.text}`).toEqual([]);
}
