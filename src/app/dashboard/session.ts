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

/**
 * The person whose browser asks for this page, with their procedures; without a live session the login page. Asked once for a
 * request, however many layouts and pages want to know.
 */
export const requireViewer = cache(() =>
  withRequestId(async () => {
    const runtime = getRuntime();
    const sent = await headers();
    const path = sent.get('x-path') ?? '/dashboard';
    const request = runtime.currentRequest();
    const principal = await runtime.trpc.admitPage([...sent].flat(), request);
    if (!principal) redirect(`/login?ended=1&callbackUrl=${encodeURIComponent(path)}`);
    const api = runtime.trpc.callerFor(principal, request);
    const viewer = await api.dashboard.viewer({});
    if (viewer.mustChangePassword && path !== '/change-password') redirect('/change-password');
    return { api, viewer };
  }),
);

/**
 * Gives a failure the request's id as its digest: the one thing of an error that Next hands to the browser, so that the page that
 * shows the failure can name what finds it in the log. Redirects and "not found" have a digest of their own.
 */
export async function withRequestId<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'digest' in error) throw error;
    const { log, currentRequest } = getRuntime();
    const { requestId } = currentRequest();
    // Next writes what it catches to the log as it is, and a database's message may quote a patient. Ours has no such text.
    log.error({ error, requestId }, 'page failed');
    throw Object.assign(new Error('the page failed'), { digest: requestId });
  }
}

/** Like requireViewer, for pages of administrators only; others are led to the first page. */
export async function requireAdministrator() {
  const session = await requireViewer();
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
