import { describe, expect, it } from 'vitest';
import { CORS_HEADERS, isOpenToOrigins, PREFLIGHT_HEADERS } from './cors';

describe('isOpenToOrigins (contract section 1, rule 11)', () => {
  it.each([
    '/v1',
    '/v1/patients',
    '/ws',
    '/ws/',
    '/v1/openapi.json',
    '/api/external/openapi.json',
    '/api/hospitals/openapi.json',
  ])('%s is open', (path) => expect(isOpenToOrigins(path)).toBe(true));

  it.each([
    '/',
    '/v10',
    '/wsx',
    '/api/external/patients',
    '/api/hospitals',
    '/api/external/patients/openapi.json',
    '/api/trpc/x',
    '/api/auth/session',
    '/dashboard',
    '/login',
  ])('%s is not', (path) => expect(isOpenToOrigins(path)).toBe(false));
});

describe('its headers', () => {
  it('never allow credentials', () => {
    for (const headers of [CORS_HEADERS, PREFLIGHT_HEADERS]) {
      expect(headers).not.toHaveProperty('Access-Control-Allow-Credentials');
      expect(headers['Access-Control-Allow-Origin']).toBe('*');
    }
  });

  it('expose what a caller needs to behave', () => {
    const exposed = CORS_HEADERS['Access-Control-Expose-Headers']?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['X-Request-ID', 'X-RateLimit-Remaining', 'RateLimit', 'Retry-After']));
  });

  it('let a v1 caller send its credentials and conditions', () => {
    const allowed = PREFLIGHT_HEADERS['Access-Control-Allow-Headers'];
    for (const name of ['Authorization', 'X-API-Key', 'Idempotency-Key', 'If-Match']) expect(allowed).toContain(name);
  });
});
