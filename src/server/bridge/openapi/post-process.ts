import { documentOperation, type Shared } from './document-operation';
import { ERROR_SCHEMAS, errorResponse, errorSchema } from './error-responses';
import { byStatus, errorSchemaName, RESPONSE_NAMES } from './error-statuses';
import { HEADERS, headersOf, REQUEST_HEADERS } from './headers';
import { isObject, type JsonObject, objectAt } from './json';
import { operationsOf } from './operations';
import type { DocumentConfig, SurfaceDocument } from './surfaces';
import { tidySchema } from './tidy-schema';

/**
 * The generator's document made true: envelopes, statuses, errors, headers and credentials as the bridge and the doors have
 * them. All of it is read from the procedures' meta, so that an endpoint is still described in one place only.
 */
export function postProcess(surface: SurfaceDocument, generated: JsonObject, config: DocumentConfig): JsonObject {
  const operations = operationsOf(surface.router);
  const shared: Shared = { schemas: namedSchemas(generated), codes: new Set() };
  const paths: JsonObject = {};
  const used = new Set<string>();
  for (const [path, item] of Object.entries(objectAt(generated, 'paths'))) {
    const methods = Object.entries(item as JsonObject).map(([method, described]) => {
      const raw = described as JsonObject;
      const operation = operations.get(String(raw.operationId));
      if (!operation) throw new Error(`${raw.operationId} has no procedure`);
      for (const tag of operation.meta.openapi.tags ?? []) used.add(tag);
      return [method, documentOperation(surface, operation, raw, shared)];
    });
    paths[path === '/' && surface.prefix ? surface.prefix : surface.prefix + path] = Object.fromEntries(methods);
  }
  const documents = `${config.publicUrl}/docs`;
  return {
    openapi: '3.1.0',
    info: {
      title: surface.title,
      version: config.version,
      summary: surface.title,
      description: surface.description,
      contact: { name: 'Trilock', url: documents },
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    externalDocs: { description: 'Guides and examples', url: documents },
    servers: [
      {
        url: config.publicUrl + surface.base,
        description: `The ${config.appEnv} server`,
        'x-internal': config.appEnv !== 'production',
      },
    ],
    tags: [...used].sort().map((name) => tag(surface, name)),
    security: surface.security({ permission: 'any' }),
    paths,
    components: components(surface, shared, config, paths),
  };
}

function tag(surface: SurfaceDocument, name: string): JsonObject {
  const description = surface.tags[name];
  if (description === undefined) throw new Error(`the tag ${name} is not described in surfaces.ts`);
  return { name, description };
}

/** The schemas that procedures name, tidied; the generator's own error schemas are none of ours. */
function namedSchemas(generated: JsonObject): JsonObject {
  const schemas = objectAt(objectAt(generated, 'components'), 'schemas');
  const own = Object.entries(schemas).filter(([name]) => !name.startsWith('error.'));
  return Object.fromEntries(own.map(([name, schema]) => [name, tidySchema(schema)]));
}

function components(
  surface: SurfaceDocument,
  { schemas, codes }: Shared,
  config: DocumentConfig,
  paths: JsonObject,
): JsonObject {
  const responses: JsonObject = {};
  for (const [status, list] of byStatus(codes)) {
    const name = String(RESPONSE_NAMES[status]);
    responses[name] = errorResponse(surface, status, list);
    schemas[errorSchemaName(status)] = errorSchema(surface.surface, status, list);
  }
  responses.NotModified = {
    description: 'The resource still has the tag of `If-None-Match`.',
    headers: headersOf(surface.openToOrigins, 'ETag'),
  };
  Object.assign(schemas, ERROR_SCHEMAS[surface.surface]);
  return onlyUsed(paths, {
    securitySchemes: surface.securitySchemes(config),
    schemas: sorted(schemas),
    responses: sorted(responses),
    parameters: { ...REQUEST_HEADERS },
    headers: { ...HEADERS },
  });
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Without the components that nothing refers to, found from the paths on. */
function onlyUsed(paths: JsonObject, all: JsonObject): JsonObject {
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) follow(item);
    if (!isObject(value)) return;
    if (typeof value.$ref === 'string' && !used.has(value.$ref)) {
      used.add(value.$ref);
      const [, , kind = '', name = ''] = value.$ref.split('/');
      follow(objectAt(all, kind)[name]);
    }
    for (const inner of Object.values(value)) follow(inner);
  };
  follow(paths);
  const kinds = Object.entries(all).map(([kind, named]) => {
    const kept = Object.entries(named as JsonObject).filter(
      ([name]) => kind === 'securitySchemes' || used.has(`#/components/${kind}/${name}`),
    );
    return [kind, Object.fromEntries(kept)];
  });
  return Object.fromEntries(kinds);
}
