const EXPOSED = [
  'X-Request-ID',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-RateLimit-Window',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
].join(', ');

const DOCUMENTS = ['/api/external/openapi.json', '/api/hospitals/openapi.json'];

/** What any origin may call, never with credentials: v1, the socket and the documents (contract section 1, rule 11). */
export function isOpenToOrigins(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/') || path === '/ws' || path.startsWith('/ws/') || DOCUMENTS.includes(path);
}

/** CORS headers of an answer there. */
export const CORS_HEADERS: Record<string, string> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED,
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** The answer to a preflight (the Fetch standard); it says nothing about what is behind the door. */
export const PREFLIGHT_HEADERS: Record<string, string> = {
  ...CORS_HEADERS,
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, X-API-Key, X-Request-ID, Idempotency-Key, If-Match, If-None-Match',
  'Access-Control-Max-Age': '600',
};
