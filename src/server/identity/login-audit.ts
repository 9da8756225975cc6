import type { AuditEntry } from '@/server/audit/audit-entry';
import type { AuthTrace } from '@/server/domain/auth/attempt-login';
import type { AppError } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import type { RequestInfo } from '@/server/kernel/request-info';

/** What next-auth's routes do that the log must know. */
export type IdentityEvent = { action: 'auth.login' | 'auth.logout'; route: string; parameters: readonly string[] };

/**
 * The audit row of a login or logout in the browser: next-auth answers it, so no dispatcher of ours writes it.
 * @param refusal null: it succeeded.
 */
export function identityAudit(
  request: RequestInfo,
  event: IdentityEvent,
  trace: AuthTrace,
  refusal: AppError | null,
): AuditEntry {
  const { requestId, callerRequestId, receivedAt, startedAt, address, userAgent } = request;
  const userId = trace.targetType === 'user' ? trace.targetId : null;
  return {
    id: newId(),
    occurredAt: receivedAt,
    requestId,
    callerRequestId,
    surface: 'dashboard',
    hospitalId: trace.hospitalId,
    branchId: null,
    actorType: refusal === null && userId !== null ? 'user' : 'anonymous',
    actorId: refusal === null ? userId : null,
    apiKeyId: null,
    authenticated: refusal === null,
    credentialHint: null,
    action: event.action,
    targetType: trace.targetType,
    targetId: trace.targetId,
    outcome: refusal === null ? 'allowed' : refusal.status >= 500 ? 'failed' : 'refused',
    cause: refusal === null ? null : (refusal.auditCause ?? refusal.code),
    status: refusal?.status ?? 200,
    permission: null,
    method: 'POST',
    route: event.route,
    parameters: event.parameters,
    address,
    userAgent,
    durationUs: Math.max(0, Math.round((performance.now() - startedAt) * 1000)),
    patientIds: [],
    fieldGroup: null,
    changes: null,
  };
}
