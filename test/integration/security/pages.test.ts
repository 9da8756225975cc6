import { beforeAll, expect, it } from 'vitest';
import { newRequestId } from '@/server/http/request-id';
import type { RequestInfo } from '@/server/kernel/request-info';
import { sharedApp, type TestApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { browserSession } from './session';

let app: TestApp;

beforeAll(async () => {
  app = await sharedApp();
});

/** As the edge knows the request of a page. */
function pageRequest(): RequestInfo {
  const times = { receivedAt: new Date(), startedAt: performance.now() };
  const caller = { callerRequestId: null, address: '127.0.0.1', userAgent: null, language: 'en' as const };
  return { requestId: newRequestId(), surface: 'dashboard', method: 'GET', ...caller, ...times };
}

const rowsOf = ({ requestId: id }: RequestInfo) =>
  app.sql('SELECT action, cause, status, outcome, authenticated FROM audit_events WHERE request_id = $1', [id]);

it('lets the owner of a session in', async () => {
  const { hospitalId, admin } = await newTenant(app);
  const { headers } = await browserSession(app, hospitalId, admin);
  const info = pageRequest();
  expect(await app.runtime.trpc.admitPage(['Cookie', headers.cookie], info)).toMatchObject({ kind: 'user', userId: admin.id });
  expect(await rowsOf(info)).toEqual([]);
});

it('logs a cookie that opens nothing before the page is answered', async () => {
  const info = pageRequest();
  const cookie = `${app.runtime.identity.cookies.name}=forged`;
  expect(await app.runtime.trpc.admitPage(['Cookie', cookie], info)).toBeNull();
  const refused = { action: 'authenticate', status: 401, outcome: 'refused', authenticated: false };
  expect(await rowsOf(info)).toEqual([{ ...refused, cause: 'session_expired' }]);
});

it('knows that a visitor without a cookie has not tried', async () => {
  const info = pageRequest();
  expect(await app.runtime.trpc.admitPage([], info)).toBeNull();
  expect(await rowsOf(info)).toEqual([]);
});
