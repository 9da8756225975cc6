import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '@/server/audit/audit-entry';
import { createIdentity, type Identity } from '@/server/identity/identity';
import { nextAuthOptions } from '@/server/identity/next-auth-options';
import { type House, openHouse } from './doors.fixture';
import { PASSWORD, PUBLIC_URL } from './fixture';

let house: House;
let identity: Identity;
const rows: AuditEntry[] = [];
const reported: string[] = [];

beforeAll(async () => {
  process.env.NEXTAUTH_URL = PUBLIC_URL;
  house = await openHouse();
  identity = createIdentity({
    services: house.services,
    audit: { append: async (entry) => void rows.push(entry) },
    refusals: { append: async (entry) => void rows.push(entry) },
    cookies: house.sessionCookies,
    people: house.people,
    reportFailure: (code) => void reported.push(code),
    currentRequest: () => ({
      requestId: 'req_test',
      callerRequestId: null,
      surface: 'dashboard',
      method: 'POST',
      address: '198.51.100.9',
      userAgent: 'browser',
      language: 'en',
      receivedAt: new Date(),
      startedAt: performance.now(),
    }),
  });
});
afterAll(async () => {
  delete process.env.NEXTAUTH_URL;
  await house.close();
});

type Answer = { status: number; body: unknown; cookies: string[] };

/** Calls one of next-auth's routes as Next would. */
async function call(action: string[], jar: Map<string, string>, body?: Record<string, string>): Promise<Answer> {
  const answer: Answer = { status: 200, body: null, cookies: [] };
  const request = {
    query: { nextauth: action },
    cookies: Object.fromEntries(jar),
    headers: {},
    method: body ? 'POST' : 'GET',
    body: body ?? {},
  };
  const show = (body: unknown) => {
    answer.body = body;
  };
  const response = {
    status: (status: number) => {
      answer.status = status;
      return response;
    },
    getHeader: () => answer.cookies,
    setHeader: (name: string, value: string[]) => {
      if (name.toLowerCase() === 'set-cookie') answer.cookies = value;
      return response;
    },
    json: show,
    send: show,
    end: () => undefined,
  };
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, nextAuthOptions(identity));
  for (const line of answer.cookies) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    jar.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
  }
  return answer;
}

/** Fills in the login form. */
async function logIn(email: string, password: string) {
  const jar = new Map<string, string>();
  const { csrfToken } = (await call(['csrf'], jar)).body as { csrfToken: string };
  const answer = await call(['callback', 'credentials'], jar, { email, password, csrfToken, json: 'true' });
  return { jar, csrfToken, answer };
}

const enter = (jar: Map<string, string>) =>
  house.ask(house.doors.session, { cookie: [...jar].map((pair) => pair.join('=')).join('; ') }, 'GET', new Date());

describe('next-auth', () => {
  it('logs in with a cookie that holds a session and nothing else, and out for good', async () => {
    const { id, email, hospitalId } = await house.addPerson();
    const { jar, csrfToken, answer } = await logIn(email, PASSWORD);
    expect(answer.status).toBe(200);
    const line = answer.cookies.find((cookie) => cookie.startsWith('__Host-trilock-session='));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(await enter(jar)).toBe(id);
    expect(rows.at(-1)).toMatchObject({ action: 'auth.login', outcome: 'allowed', actorId: id, hospitalId, status: 200 });
    expect((await call(['session'], jar)).body).toEqual({ expires: expect.any(String) });

    const stolen = new Map(jar);
    await call(['signout'], jar, { csrfToken, json: 'true' });
    expect(rows.at(-1)).toMatchObject({ action: 'auth.logout', outcome: 'allowed', targetType: 'session' });
    await expect.poll(() => enter(stolen), { interval: 5, timeout: 100 }).toBe('UNAUTHORIZED session_revoked');
    expect((await call(['session'], stolen)).body).toEqual({});
    expect(stolen.get('__Host-trilock-session')).toBe('');
  });

  it('refuses, logs and limits as v1 does', async () => {
    const { id, email } = await house.addPerson();
    for (let i = 0; i < 10; i++) {
      const { answer, jar } = await logIn(email, 'wrong horse');
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ url: expect.stringContaining('error=INVALID_CREDENTIALS') });
      expect(await enter(jar)).toBe('UNAUTHORIZED credentials_missing');
    }
    expect(rows.at(-1)).toMatchObject({ outcome: 'refused', cause: 'wrong_password', status: 401, targetId: id });
    const before = house.services.passwords.hashes;
    const { answer } = await logIn(email, PASSWORD);
    expect(answer.body).toMatchObject({ url: expect.stringContaining('error=RATE_LIMIT_EXCEEDED') });
    expect(house.services.passwords.hashes).toBe(before);
    expect(rows.at(-1)).toMatchObject({ outcome: 'refused', cause: 'login_limit_email', status: 429 });
    expect(JSON.stringify(rows)).not.toContain(email);
  });

  it('has no door for patients, malformed forms, or posts without the CSRF token', async () => {
    const { email } = await house.addPerson({ role: 'patient' });
    expect((await logIn(email, PASSWORD)).answer.status).toBe(401);
    expect(rows.at(-1)).toMatchObject({ cause: 'role_not_held' });
    expect((await logIn('', '')).answer.status).toBe(401);
    expect(rows.at(-1)).toMatchObject({ cause: 'form_malformed' });
    const admin = await house.addPerson();
    const jar = new Map<string, string>();
    await call(['callback', 'credentials'], jar, { email: admin.email, password: PASSWORD, json: 'true' });
    expect(await enter(jar)).toBe('UNAUTHORIZED credentials_missing');
  });
});
