import { z } from 'zod';
import type { AuditEntry } from '@/server/audit/audit-entry';
import type { SessionReference } from '@/server/credentials/session-cookie';
import { type AuthTrace, attemptLogin } from '@/server/domain/auth/attempt-login';
import { createBrowserSession, revokeSession } from '@/server/domain/auth/browser-session';
import { PAST_ADDRESS_LIMIT } from '@/server/domain/auth/login-limits';
import type { Services } from '@/server/domain/services';
import { AppError } from '@/server/kernel/app-error';
import type { RequestInfo } from '@/server/kernel/request-info';
import { toAppError } from '@/server/procedures/to-app-error';
import { ROLES } from '@/shared/roles';
import { type IdentityEvent, identityAudit } from './login-audit';

/** What a login in the browser needs of the running process. */
export type BrowserLoginDeps = {
  services: Services;
  audit: { append(entry: AuditEntry): Promise<void> };
  /** For refusals past the address's limit: one row per address, minute and cause (contract section 1, rule 10). */
  refusals: { append(entry: AuditEntry, holdUntil: number): Promise<void> };
};

const LOGIN: IdentityEvent = {
  action: 'auth.login',
  route: '/api/auth/callback/credentials',
  parameters: ['email', 'password'],
};
const LOGOUT: IdentityEvent = { action: 'auth.logout', route: '/api/auth/signout', parameters: [] };

/** Patients have no dashboard (contract section 3). */
const DASHBOARD_ROLES = ROLES.filter((role) => role !== 'patient');

const formSchema = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(256) });

/**
 * Logs a person in for the browser: the same limits, hash and audit row as on v1, the row committed before the answer.
 * @param form whatever the login form sent.
 * @throws AppError INVALID_CREDENTIALS, RATE_LIMIT_EXCEEDED, SERVICE_UNAVAILABLE.
 */
export async function browserLogin(deps: BrowserLoginDeps, form: unknown, request: RequestInfo): Promise<SessionReference> {
  const trace: AuthTrace = { hospitalId: null, targetType: null, targetId: null };
  try {
    const parsed = formSchema.safeParse(form);
    if (!parsed.success) throw new AppError('INVALID_CREDENTIALS', { auditCause: 'form_malformed' });
    const person = await attemptLogin(deps.services, { ...parsed.data, roles: DASHBOARD_ROLES }, request, trace);
    const session = await createBrowserSession(deps.services, person, request, request.receivedAt);
    await deps.audit.append(identityAudit(request, LOGIN, trace, null));
    return session;
  } catch (error) {
    const refusal = toAppError(error);
    const row = identityAudit(request, LOGIN, trace, refusal);
    await (refusal.auditCause === PAST_ADDRESS_LIMIT ? deps.refusals.append(row, 0) : deps.audit.append(row));
    throw refusal;
  }
}

/** Ends the browser's session, on every instance at once, with its audit row. */
export async function browserLogout(deps: BrowserLoginDeps, session: SessionReference, request: RequestInfo): Promise<void> {
  await revokeSession(deps.services, session, request.receivedAt);
  const trace = { hospitalId: session.hospitalId, targetType: 'session', targetId: session.sessionId };
  await deps.audit.append(identityAudit(request, LOGOUT, trace, null));
}
