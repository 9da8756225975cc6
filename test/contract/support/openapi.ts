import { openApiDocuments } from '@/server/bridge/openapi/documents';
import { SURFACE_DOCUMENTS } from '@/server/bridge/openapi/surfaces';

export type Schema = Readonly<Record<string, unknown>>;
type Response = { $ref?: string; headers?: Record<string, { $ref: string }>; content?: Record<string, { schema: Schema }> };
export type Operation = {
  operationId: string;
  parameters: ({ name: string; in: string; schema: Schema } | { $ref: string })[];
  requestBody?: { required: boolean; content: { 'application/json': { schema: Schema } } };
  responses: Record<string, Response>;
  security: Record<string, unknown>[];
};
export type OpenApi = {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
};

/** An operation where it stands: of which surface, at which full path template, with which method. */
export type Place = { surface: string; template: string; method: string; operation: Operation };

/** The documents that tests hold answers against; the served ones are the same but for address and version. */
export function readDocuments(publicUrl = 'http://127.0.0.1') {
  const texts = openApiDocuments({ publicUrl, version: '0.0.0-test', appEnv: 'development' });
  return SURFACE_DOCUMENTS.map(({ surface, path, base }) => ({
    surface,
    path,
    base,
    document: JSON.parse(texts[path] ?? '') as OpenApi,
  }));
}

export const DOCUMENTS = readDocuments();

/** Every documented operation. */
export const OPERATIONS: readonly Place[] = DOCUMENTS.flatMap(({ surface, base, document }) =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      surface,
      template: base + path,
      method: method.toUpperCase(),
      operation,
    })),
  ),
);

/** The operation with this id. @throws if there is none. */
export function operationNamed(id: string): Place {
  const found = OPERATIONS.find(({ operation }) => operation.operationId === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

/** The operations whose path this is, a fixed segment before a parameter. */
export function operationsAt(path: string): Place[] {
  const segments = (path.split('?')[0] ?? '').split('/');
  const fits = OPERATIONS.filter(({ template }) => {
    const parts = template.split('/');
    return parts.length === segments.length && parts.every((part, index) => part === segments[index] || part.startsWith('{'));
  });
  const fewest = Math.min(...fits.map(({ template }) => template.split('{').length));
  return fits.filter(({ template }) => template.split('{').length === fewest);
}

/** A response of an operation with its reference followed, and where it stands in its document. */
export function responseOf(
  { surface, template, method, operation }: Place,
  status: number,
): { response: Response; pointer: string } | null {
  const document = documentOf(surface);
  const found = operation.responses[status];
  if (!found) return null;
  if (!found.$ref) {
    const { base } = DOCUMENTS.find((each) => each.surface === surface) ?? { base: '' };
    const path = template.slice(base.length).replaceAll('~', '~0').replaceAll('/', '~1');
    return { response: found, pointer: `/paths/${path}/${method.toLowerCase()}/responses/${status}` };
  }
  const name = found.$ref.split('/').at(-1) ?? '';
  return { response: document.components.responses?.[name] as Response, pointer: `/components/responses/${name}` };
}

export function documentOf(surface: string): OpenApi {
  const found = DOCUMENTS.find((each) => each.surface === surface);
  if (!found) throw new Error(`no document of ${surface}`);
  return found.document;
}
