import { randomBytes } from 'node:crypto';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { ADMIN } from './support/admin';

/**
 * Next bundles its own copy of every module that it imports (docs/architecture.md). next-auth's route lives in Next's bundle, the
 * REST surfaces in ours. What is asked for here exists in the process's memory only: were there two runtimes, each would have its
 * own.
 */
async function throughNext(request: APIRequestContext, email: string, password: string): Promise<string> {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const form = { csrfToken, email, password, json: 'true', callbackUrl: '/dashboard' };
  const { url } = (await (await request.post('/api/auth/callback/credentials', { form })).json()) as { url: string };
  return new URL(url, 'http://localhost').searchParams.get('error') ?? 'in';
}

async function throughBridge(request: APIRequestContext, email: string, password: string): Promise<string> {
  const body = (await (await request.post('/v1/auth/login', { data: { email, password } })).json()) as {
    error?: { code: string };
  };
  return body.error?.code ?? 'in';
}

test('failed passwords count together, whichever door they came to', async ({ request }) => {
  const email = `${randomBytes(6).toString('hex')}@e2e.hospital`;
  for (let failure = 0; failure < 5; failure++) {
    expect(await throughNext(request, email, 'a wrong password')).toBe('INVALID_CREDENTIALS');
    expect(await throughBridge(request, email, 'a wrong password')).toBe('INVALID_CREDENTIALS');
  }
  expect(await throughNext(request, email, 'a wrong password')).toBe('RATE_LIMIT_EXCEEDED');
  expect(await throughBridge(request, email, 'a wrong password')).toBe('RATE_LIMIT_EXCEEDED');
});

test("a session that Next's side made opens ours, and is shut there the moment Next's side ends it", async ({ request }) => {
  expect(await throughNext(request, ADMIN.email, ADMIN.password)).toBe('in');
  const { cookies } = await request.storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const bridge = () => request.get('/api/hospitals', { headers: { cookie } });
  const page = () => request.get('/dashboard/api-keys', { headers: { cookie }, maxRedirects: 0 });
  expect([(await bridge()).status(), (await page()).status()]).toEqual([200, 200]);

  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
  expect((await request.post('/api/auth/signout', { form: { csrfToken, json: 'true' } })).ok()).toBe(true);
  // The old cookie, kept by somebody who had copied it.
  expect((await bridge()).status()).toBe(401);
  const turnedAway = await page();
  expect([turnedAway.status(), turnedAway.headers().location]).toEqual([307, expect.stringContaining('/login')]);
});
