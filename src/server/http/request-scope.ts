import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestInfo } from '@/server/kernel/request-info';

const scope = new AsyncLocalStorage<RequestInfo>();

/** Runs the handling of a request that Next answers, so that its routes can ask whose it is. */
export function withRequest<T>(info: RequestInfo, work: () => T): T {
  return scope.run(info, work);
}

/** The request that is being answered. @throws outside of one. */
export function currentRequest(): RequestInfo {
  const info = scope.getStore();
  if (!info) throw new Error('not within a request');
  return info;
}
