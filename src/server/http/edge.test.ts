import { describe, expect, it } from 'vitest';
import { AppError } from '@/server/kernel/app-error';
import { type MessageOptions, message } from '../../../test/support/message';
import { checkHead, decodeSegments, type EdgeRules, readHead, surfaceOf } from './edge';

const DEVELOPMENT: EdgeRules = { development: true, publicHost: '127.0.0.1:3000' };
const OUTSIDE: EdgeRules = { development: false, publicHost: 'api.hospital.example' };

/** What the edge says: 'passes', or status and code of the refusal. */
function verdict(options: MessageOptions, rules: EdgeRules): string {
  const request = message(options);
  try {
    checkHead(readHead(request, ['10.0.0.1']), request, rules);
    return 'passes';
  } catch (error) {
    return error instanceof AppError ? `${error.status} ${error.code}` : String(error);
  }
}

describe('readHead', () => {
  it('parts path and query at the first question mark', () => {
    expect(readHead(message({ url: '/v1/x?a=1?b' }), [])).toMatchObject({ path: '/v1/x', query: 'a=1?b' });
    expect(readHead(message({ url: '/v1/x' }), [])).toMatchObject({ path: '/v1/x', query: '' });
  });

  it("keeps the caller's id beside our own", () => {
    const { info } = readHead(message({ headers: { 'x-request-id': 'req_0123456789abcdef', 'user-agent': 'crm' } }), []);
    expect(info).toMatchObject({ callerRequestId: 'req_0123456789abcdef', userAgent: 'crm', address: '127.0.0.1' });
    expect(info.requestId).toMatch(/^req_[0-9A-Za-z]{26}$/);
  });
});

describe('surfaceOf', () => {
  it.each([
    ['/v1', 'v1'],
    ['/v1/auth/login', 'v1'],
    ['/v10', 'external'],
    ['/api/hospitals', 'hospital'],
    ['/api/hospitals/1/api-keys', 'hospital'],
    ['/api/hospitalsx', 'external'],
    ['/api/trpc/x', 'dashboard'],
    ['/api/dashboard/key-use', 'dashboard'],
    ['/dashboard', 'dashboard'],
    ['/dashboard/api-keys', 'dashboard'],
    ['/dashboards', 'external'],
    ['/api/external/patients', 'external'],
    ['/nothing', 'external'],
  ])('%s answers like %s', (path, surface) => expect(surfaceOf(path)).toBe(surface));
});

describe('checkHead', () => {
  const host = 'api.hospital.example';

  it.each<[string, string, MessageOptions]>([
    ['passes', 'HTTPS by the connection', { encrypted: true, headers: { host } }],
    ['passes', 'HTTPS at a trusted proxy', { peer: '10.0.0.1', headers: { host, 'x-forwarded-proto': 'https' } }],
    ['passes', 'the host in capitals', { encrypted: true, headers: { host: 'API.Hospital.Example' } }],
    ['passes', "the scheme's own port", { encrypted: true, headers: { host: `${host}:443` } }],
    ['403 HTTPS_REQUIRED', 'plain HTTP', { headers: { host } }],
    ['403 HTTPS_REQUIRED', 'plain HTTP from this machine', { headers: { host: 'localhost' } }],
    ['403 HTTPS_REQUIRED', 'a forged header', { peer: '203.0.113.9', headers: { host, 'x-forwarded-proto': 'https' } }],
    ['403 HTTPS_REQUIRED', 'HTTP at a trusted proxy', { peer: '10.0.0.1', headers: { host, 'x-forwarded-proto': 'http' } }],
    ['400 REQUEST_REJECTED', 'another host', { encrypted: true, headers: { host: 'evil.example' } }],
    ['400 REQUEST_REJECTED', 'a loopback name', { encrypted: true, headers: { host: 'localhost' } }],
    ['400 REQUEST_REJECTED', 'another port', { encrypted: true, headers: { host: `${host}:8443` } }],
    ['400 REQUEST_REJECTED', 'no host', { encrypted: true }],
    ['400 REQUEST_REJECTED', 'an absolute URL', { encrypted: true, url: 'https://evil.example/', headers: { host } }],
    ['414 REQUEST_REJECTED', 'a long URL before all else', { url: `/${'a'.repeat(8192)}`, headers: { host: 'evil.example' } }],
  ])('outside development: %s for %s', (expected, _name, options) => expect(verdict(options, OUTSIDE)).toBe(expected));

  it.each([
    ['passes', '127.0.0.1:3000'],
    ['passes', 'localhost:3000'],
    ['passes', '[::1]:3000'],
    ['passes', '127.1.2.3'],
    ['400 REQUEST_REJECTED', 'localhost.evil.example'],
    ['400 REQUEST_REJECTED', '127.0.0.1.evil.example'],
    ['400 REQUEST_REJECTED', 'evil.example'],
    ['400 REQUEST_REJECTED', ''],
  ])('in development: %s for the host "%s"', (expected, name) => {
    expect(verdict({ headers: { host: name } }, DEVELOPMENT)).toBe(expected);
  });

  it('lets a URL of 8,192 bytes pass', () => {
    expect(verdict({ url: `/${'a'.repeat(8191)}`, headers: { host: 'localhost' } }, DEVELOPMENT)).toBe('passes');
  });
});

describe('decodeSegments', () => {
  it('decodes each segment once', () => expect(decodeSegments('/a%2Fb/%2541/é')).toEqual(['a/b', '%41', 'é']));
  it.each(['/%', '/%zz', '/%c3%28', '/a%00b'])('refuses %s', (path) => expect(() => decodeSegments(path)).toThrow(AppError));
});
