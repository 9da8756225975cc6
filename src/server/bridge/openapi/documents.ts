import { generateOpenApiDocument, type OpenApiRouter } from 'trpc-to-openapi';
import type { JsonObject } from './json';
import { generatorView } from './operations';
import { postProcess } from './post-process';
import { type DocumentConfig, SURFACE_DOCUMENTS, type SurfaceDocument } from './surfaces';

const kept = new Map<string, Readonly<Record<string, string>>>();

/** The OpenAPI 3.1 documents of the three surfaces by the path that serves them, as JSON text; made once and kept. */
export function openApiDocuments(config: DocumentConfig): Readonly<Record<string, string>> {
  const key = `${config.publicUrl} ${config.version} ${config.appEnv}`;
  let documents = kept.get(key);
  if (!documents) {
    const entries = SURFACE_DOCUMENTS.map((surface) => [
      surface.path,
      `${JSON.stringify(makeDocument(surface, config), null, 2)}\n`,
    ]);
    documents = Object.fromEntries(entries) as Record<string, string>;
    kept.set(key, documents);
  }
  return documents;
}

/** One surface's document. */
export function makeDocument(surface: SurfaceDocument, config: DocumentConfig): JsonObject {
  const generated = generateOpenApiDocument(generatorView(surface.router) as unknown as OpenApiRouter, {
    title: surface.title,
    version: config.version,
    baseUrl: config.publicUrl,
    openApiVersion: '3.1.0',
  });
  // The generator's types say less than the document holds; from here on it is JSON.
  return postProcess(surface, JSON.parse(JSON.stringify(generated)) as JsonObject, config);
}
