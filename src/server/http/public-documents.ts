import type { Answer } from '@/server/bridge/answer';
import { openApiDocuments } from '@/server/bridge/openapi/documents';
import { llmsIndex } from '@/server/bridge/openapi/llms';
import type { Runtime } from '@/server/runtime/runtime';

/** What anybody may read: the OpenAPI documents and the index for agents (contract section 8). Null for any other path. */
export function publicDocument(path: string, method: string, runtime: Runtime): Answer | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const { config } = runtime.services;
  if (path === '/llms.txt') return document(llmsIndex(config), 'text/plain');
  if (!path.endsWith('/openapi.json')) return null;
  const found = openApiDocuments(config)[path];
  return found === undefined ? null : document(found, 'application/json');
}

function document(body: string, type: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, max-age=300' },
    body,
  };
}
