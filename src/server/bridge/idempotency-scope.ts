import { sentHeader } from '@/server/doors/raw-headers';
import { credentialId } from '@/server/kernel/principal';
import type { EdgeRequest, Exchange } from './exchange';
import { type IdempotencyScope, idempotencyKey } from './idempotency';
import type { Route } from './route-table';

/**
 * By what a repeat of this request is recognised; null: it is no POST of a known caller, or has no Idempotency-Key.
 * @param body as it was sent. @throws AppError VALIDATION_ERROR for a key that is none.
 */
export function idempotencyScope(
  { principal, info }: Exchange,
  edge: EdgeRequest,
  route: Route,
  body: Buffer,
): IdempotencyScope | null {
  const credential = credentialId(principal);
  // What needs no credential (login, refresh) has nobody to keep a record for.
  if (route.method !== 'POST' || credential === null || principal.kind === 'anonymous') return null;
  const key = idempotencyKey(sentHeader(edge.message.rawHeaders, 'idempotency-key'));
  if (key === null) return null;
  const confined = principal.kind === 'user' ? principal.role : principal.branchId;
  return {
    hospitalId: principal.hospitalId,
    credentialId: credential,
    method: route.method,
    route: route.template,
    key,
    // With branch lock or role: what a key was answered before it was locked must not be shown behind the lock, nor what an
    // administrator was to a receptionist.
    request: Buffer.concat([Buffer.from(`${edge.path}\n${confined === null ? '' : `${confined}\n`}`), body]),
    holdsCredential: route.meta.holdsCredential === true,
    now: info.receivedAt,
  };
}
