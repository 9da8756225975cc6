import type { Answer } from '@/server/bridge/answer';
import { openApiDocuments } from '@/server/bridge/openapi/documents';
import type { Runtime } from '@/server/runtime/runtime';

/** What anybody may read: the OpenAPI documents and the index for agents (contract section 8). Null for any other path. */
export function publicDocument(path: string, method: string, runtime: Runtime): Answer | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const documents = openApiDocuments(runtime.services.config);
  const document = documents[path];
  if (document !== undefined) {
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
      body: document,
    };
  }
  return null;
}
