import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretRing } from '@/server/credentials/secret-ring';
import { SessionCookies } from '@/server/credentials/session-cookie';
import { revokeSession } from '@/server/domain/auth/browser-session';
import { changePassword } from '@/server/domain/auth/change-password';
import { login } from '@/server/domain/auth/login';
import { refresh } from '@/server/domain/auth/refresh';
import { type House, openHouse } from './doors.fixture';
import { minutes, NOW, PASSWORD, PUBLIC_URL, SECRET } from './fixture';

const POLLING = { interval: 5, timeout: 100 };
const FROM_US = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('the session door', () => {
  const ask = (headers: Record<string, string> | string[], method?: string, now?: Date) =>
    house.ask(house.doors.session, headers, method, now);

  it('lets the browser in for 12 hours', async () => {
    const { person, cookie } = await house.addVisitor();
    expect(cookie).toMatch(/^__Host-trilock-session=/);
    expect(await ask({ cookie })).toBe(person.id);
    expect(await ask({ cookie }, 'GET', minutes(12 * 60 - 1))).toBe(person.id);
    expect(await ask({ cookie }, 'GET', minutes(12 * 60))).toBe('UNAUTHORIZED session_expired');
  });

  it('refuses none, a forged one, two, and a token', async () => {
    const { cookie, accessToken } = await house.addVisitor();
    expect(await ask({})).toBe('UNAUTHORIZED credentials_missing');
    expect(await ask({ authorization: `Bearer ${accessToken}` })).toBe('UNAUTHORIZED credentials_missing');
    expect(await ask({ cookie: `${cookie}x` })).toBe('UNAUTHORIZED session_expired');
    expect(await ask({ cookie: `__Host-trilock-session=${accessToken}` })).toBe('UNAUTHORIZED session_expired');
    expect(await ask({ cookie: `${cookie}; ${cookie}` })).toBe('UNAUTHORIZED header_doubled');
  });

  it('shuts at once when the session is revoked or the person is disabled', async () => {
    const { cookie, reference } = await house.addVisitor();
    expect(await ask({ cookie })).toBeTruthy();
    await revokeSession(house.services, reference, NOW);
    await expect.poll(() => ask({ cookie }), POLLING).toBe('UNAUTHORIZED session_revoked');
    const other = await house.addVisitor();
    expect(await ask({ cookie: other.cookie })).toBe(other.person.id);
    await house.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [other.person.id]);
    await expect.poll(() => ask({ cookie: other.cookie }), POLLING).toBe('UNAUTHORIZED user_disabled');
  });

  it('opens under the previous secret', async () => {
    const { person, cookie } = await house.addVisitor();
    const value = cookie.slice(cookie.indexOf('=') + 1);
    const next = 'b'.repeat(32);
    const open = (...secrets: [string, string?]) => new SessionCookies(new SecretRing(...secrets), PUBLIC_URL).open(value);
    expect(await open(next, SECRET)).toMatchObject({ hospitalId: person.hospitalId });
    expect(await open(next)).toBe(null);
  });

  it('takes a change only from our own page, and says whose it would have been', async () => {
    const { person, cookie } = await house.addVisitor();
    expect(await ask({ cookie, ...FROM_US }, 'POST')).toBe(person.id);
    expect(await ask({ cookie }, 'DELETE')).toBe('FORBIDDEN csrf');
    const rawHeaders = ['cookie', cookie, 'content-type', 'text/plain', 'sec-fetch-site', 'same-origin'];
    const verdict = await house.doors.session.check({ rawHeaders, method: 'POST', now: NOW });
    expect(verdict).toMatchObject({ ok: false, code: 'FORBIDDEN', authenticated: true, caller: { actorId: person.id } });
  });
});

describe('the hospital door', () => {
  const ask = (headers: Record<string, string> | string[], method?: string) => house.ask(house.doors.hospital, headers, method);

  it('takes a token or a session; a Bearer, even a bad one, hides the cookie', async () => {
    const program = await house.addVisitor();
    const browser = await house.addVisitor();
    const authorization = `Bearer ${program.accessToken}`;
    const { cookie } = browser;
    expect(await ask({ authorization })).toBe(program.person.id);
    expect(await ask({ cookie })).toBe(browser.person.id);
    expect(await ask({ authorization, cookie })).toBe(program.person.id);
    expect(await ask({ authorization: 'Bearer wrong', cookie })).toBe('UNAUTHORIZED jwt_invalid');
    expect(await ask({ authorization: '', cookie })).toBe('UNAUTHORIZED jwt_invalid');
    expect(await ask(['authorization', authorization, 'authorization', authorization])).toBe('UNAUTHORIZED header_doubled');
  });

  it('asks a token for no origin, a cookie for ours', async () => {
    const { person, accessToken, cookie } = await house.addVisitor();
    expect(await ask({ authorization: `Bearer ${accessToken}` }, 'POST')).toBe(person.id);
    expect(await ask({ cookie, ...FROM_US }, 'PATCH')).toBe(person.id);
    expect(await ask({ cookie, 'content-type': 'application/json' }, 'PATCH')).toBe('FORBIDDEN csrf');
    expect(await ask({ cookie, 'content-type': 'application/json', origin: PUBLIC_URL }, 'PATCH')).toBe(person.id);
  });
});

describe('changePassword', () => {
  const change = (userId: string, currentPassword: string, newPassword: string) => {
    const input = { hospitalId: house.hospitals.lotus, userId, currentPassword, newPassword, address: '198.51.100.7' };
    return changePassword(house.services, input, NOW);
  };

  it('ends every session and token at once', async () => {
    const { person, cookie, accessToken, refreshToken } = await house.addVisitor();
    const bearer = { authorization: `Bearer ${accessToken}` };
    expect(await house.ask(house.doors.session, { cookie })).toBe(person.id);
    expect(await house.ask(house.doors.v1, bearer)).toBe(person.id);
    await change(person.id, PASSWORD, 'a new password');
    await expect.poll(() => house.ask(house.doors.session, { cookie }), POLLING).toBe('UNAUTHORIZED session_revoked');
    await expect.poll(() => house.ask(house.doors.v1, bearer), POLLING).toBe('UNAUTHORIZED session_revoked');
    expect(await refresh(house.services, refreshToken, NOW)).toMatchObject({ ok: false, cause: 'refresh_revoked' });
    const attempt = (password: string) => login(house.services, { email: person.email, password, roles: null });
    expect((await attempt(PASSWORD)).ok).toBe(false);
    expect((await attempt('a new password')).ok).toBe(true);
  });

  it('refuses a wrong, short or unchanged one, and counts guesses', async () => {
    const { person, cookie } = await house.addVisitor();
    const path = (name: string) => ({ code: 'VALIDATION_ERROR', details: [{ path: name }] });
    await expect(change(person.id, PASSWORD, 'short')).rejects.toMatchObject(path('newPassword'));
    await expect(change(person.id, PASSWORD, PASSWORD)).rejects.toMatchObject(path('newPassword'));
    for (let i = 0; i < 10; i++) {
      await expect(change(person.id, 'wrong horse', 'a new password')).rejects.toMatchObject(path('currentPassword'));
    }
    await expect(change(person.id, PASSWORD, 'a new password')).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
    expect(await house.ask(house.doors.session, { cookie })).toBe(person.id);
  });

  it('keeps the salt that logins of other hospitals share', async () => {
    const email = 'shared@example.com';
    const here = await house.addPerson({ email });
    await house.addPerson({ email, hospitalId: house.hospitals.other });
    await change(here.id, PASSWORD, 'a new password');
    const before = house.services.passwords.hashes;
    expect(await login(house.services, { email, password: 'a new password', roles: null })).toMatchObject({ ok: true });
    expect(house.services.passwords.hashes - before).toBe(1);
  });
});
