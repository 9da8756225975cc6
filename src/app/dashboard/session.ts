import 'server-only';
import { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { createQueryClient } from '@/lib/trpc/query-client';
import type { AppRouter } from '@/server/procedures/app-router';
import { getRuntime } from '@/server/runtime/accessor';
import { isAdministrator } from '@/shared/roles';

/** The person whose browser asks for this page, with their procedures; without a live session the login page. */
export const requireViewer = cache(async (path: string) => {
  const runtime = getRuntime();
  const rawHeaders = [...(await headers())].flat();
  const verdict = await runtime.sessionDoor.check({ rawHeaders, method: 'GET', now: new Date() });
  if (!verdict.ok) redirect(`/login?ended=1&callbackUrl=${encodeURIComponent(path)}`);
  const api = runtime.trpc.callerFor(verdict.principal, runtime.currentRequest());
  const viewer = await api.dashboard.viewer({});
  if (viewer.mustChangePassword && path !== '/change-password') redirect('/change-password');
  return { api, viewer };
});

/** Like requireViewer, for pages of administrators only; others are led to the first page. */
export async function requireAdministrator(path: string) {
  const session = await requireViewer(path);
  if (!isAdministrator(session.viewer.role)) redirect('/dashboard');
  return session;
}

/** Data as the browser would have got it over HTTP: what JSON does not carry is not there. */
export function asSent<Value>(value: unknown): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** A cache to be filled for the page's first view, and the keys under which its components look. */
export function pageData() {
  const queryClient = createQueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({ queryClient, client: createTRPCClient<AppRouter>({ links: [] }) });
  return { queryClient, trpc };
}
