import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { AccessTokens } from './access-token';
import { SecretRing } from './secret-ring';

const ISSUER = 'https://api.example.test';
const NOW = new Date('2026-11-22T10:00:00Z');
const CLAIMS = { sub: 'usr_01h455vb4pex5vsknk084sn02q', role: 'admin' as const, hid: 'hos_x', sid: 'family' };
const ring = new SecretRing('a'.repeat(32));
const tokens = new AccessTokens(ring, ISSUER);
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

/** A token of any header and claims under the ring's own key. */
function forge(claims: Record<string, unknown>, header: Record<string, unknown> = {}, key = ring.key('access-token')) {
  const iat = NOW.getTime() / 1000;
  const full = { ...CLAIMS, iss: ISSUER, aud: 'trilock/access', iat, exp: iat + 3600, jti: 'j', ...claims };
  return new SignJWT(full)
    .setProtectedHeader({ alg: 'HS256', kid: String(ring.version), ...header })
    .sign(new Uint8Array(key ?? Buffer.alloc(32)));
}

const status = async (token: string, now = NOW) => (await tokens.verify(token, now)).status;

describe('AccessTokens', () => {
  it('says whom its own token speaks of', async () => {
    expect(await tokens.verify(await tokens.sign(CLAIMS, NOW), NOW)).toEqual({ status: 'ok', claims: CLAIMS });
  });

  it('ends after 3600 s and 30 s of skew, and still says whose it was', async () => {
    const token = await tokens.sign(CLAIMS, NOW);
    expect(await status(token, later(3629))).toBe('ok');
    expect(await tokens.verify(token, later(3631))).toEqual({ status: 'expired', claims: CLAIMS });
  });

  it('refuses a token from the future', async () => {
    const token = await tokens.sign(CLAIMS, NOW);
    expect(await status(token, later(-30))).toBe('ok');
    expect(await status(token, later(-31))).toBe('invalid');
    expect(await status(await forge({ nbf: later(31).getTime() / 1000 }))).toBe('invalid');
  });

  it('verifies under the previous secret and no other', async () => {
    const old = await tokens.sign(CLAIMS, NOW);
    const verifyWith = async (...secrets: [string, string?]) =>
      (await new AccessTokens(new SecretRing(...secrets), ISSUER).verify(old, NOW)).status;
    expect(await verifyWith('b'.repeat(32), 'a'.repeat(32))).toBe('ok');
    expect(await verifyWith('b'.repeat(32))).toBe('invalid');
  });

  it.each([
    ['another audience', { aud: 'trilock/ticket' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['an unknown role', { role: 'owner' }],
    ['no session', { sid: undefined }],
    ['no end', { exp: undefined }],
    ['no jti', { jti: undefined }],
    ['a session that is no text', { sid: 7 }],
  ])('refuses %s', async (_, claims) => {
    expect(await status(await forge({}))).toBe('ok');
    expect(await status(await forge(claims))).toBe('invalid');
  });

  it('refuses alg none, other algorithms, other keys and kids', async () => {
    const [, body] = (await forge({})).split('.');
    const unsigned = (alg: string) =>
      `${Buffer.from(JSON.stringify({ alg, kid: String(ring.version) })).toString('base64url')}.${body}.`;
    expect(await status(unsigned('none'))).toBe('invalid');
    expect(await status(unsigned('HS256'))).toBe('invalid');
    expect(await status(await forge({}, { alg: 'HS512' }, Buffer.alloc(64, 1)))).toBe('invalid');
    expect(await status(await forge({}, {}, ring.key('session-cookie')))).toBe('invalid');
    expect(await status(await forge({}, { kid: '1' }))).toBe('invalid');
    expect(await status(await forge({}, { kid: undefined }))).toBe('invalid');
  });

  it('refuses what is no token, and what is too long, before it parses', async () => {
    for (const text of ['', 'a.b.c', '...', '\u0000', 'x'.repeat(64)]) expect(await status(text)).toBe('invalid');
    expect(await status(await forge({ pad: 'x'.repeat(8192) }))).toBe('invalid');
  });
});
