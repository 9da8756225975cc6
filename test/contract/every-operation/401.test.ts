import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call, codeOf, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const withCredentials = OPERATIONS.filter(({ operation }) => operation.security.length > 0);

describe.each(withCredentials.map((place) => [place.operation.operationId, place] as const))(
  '%s',
  (id, { method, surface }) => {
    it('401: no credentials', async () => {
      const app = await sharedApp();
      const { path, body } = await sampleOf(app, id);
      const reply = await call(app, method, path, { body });
      expect(outcome(reply)).toBe('401 UNAUTHORIZED');
      expect(reply.headers['www-authenticate']).toBe('Bearer');
    });

    it('401: one character of a credential is wrong', async () => {
      const app = await sharedApp();
      const { path, headers, body } = await sampleOf(app, id);
      for (const [name, value] of Object.entries(headers)) {
        const wrong = { ...headers, [name]: `${value.slice(0, -9)}${value.at(-9) === '0' ? '1' : '0'}${value.slice(-8)}` };
        const reply = await call(app, method, path, { headers: wrong, body });
        expect(reply.status, name).toBe(401);
        if (surface === 'external') expect(codeOf(reply)).toBe('INVALID_API_KEY');
      }
    });
  },
);

describe('logins', () => {
  it('401: login with a wrong password or an unknown e-mail, in the same words', async () => {
    const app = await sharedApp();
    const { path, body } = await sampleOf(app, 'login');
    const wrong = await call(app, 'POST', path, { body: { ...body, password: 'wrong horse' } });
    const unknown = await call(app, 'POST', path, { body: { email: 'nobody@example.com', password: 'wrong horse' } });
    expect([outcome(wrong), outcome(unknown)]).toEqual(['401 INVALID_CREDENTIALS', '401 INVALID_CREDENTIALS']);
    const message = (reply: { body: unknown }) => (reply.body as { error: { message: string } }).error.message;
    expect(message(wrong)).toBe(message(unknown));
  });

  it.each(['refresh', 'logout'])('401: %s with a token that is none', async (action) => {
    const app = await sharedApp();
    const reply = await call(app, 'POST', `/v1/auth/${action}`, { body: { refreshToken: `rt_${'0'.repeat(64)}` } });
    expect(outcome(reply)).toBe('401 UNAUTHORIZED');
  });
});
