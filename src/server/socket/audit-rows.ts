import type { AuditEntry } from '@/server/audit/audit-entry';
import type { StoredEvent } from '@/server/domain/events/read-events';
import { type RefusedCaller, UNKNOWN_CALLER } from '@/server/doors/verdict';
import type { AppError } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { Subscriber } from './subscriber';

type Told = Pick<AuditEntry, 'action' | 'outcome' | 'cause' | 'status' | 'authenticated' | 'actorType'> &
  Partial<Pick<AuditEntry, 'patientIds' | 'fieldGroup' | 'parameters' | 'permission' | 'changes'>>;

function row(info: RequestInfo, caller: RefusedCaller, startedAt: number, told: Told): AuditEntry {
  return {
    id: newId(),
    occurredAt: new Date(),
    ...caller,
    requestId: info.requestId,
    callerRequestId: info.callerRequestId,
    surface: 'socket',
    targetType: null,
    targetId: null,
    method: 'GET',
    route: '/ws',
    address: info.address,
    userAgent: info.userAgent,
    durationUs: Math.round((performance.now() - startedAt) * 1000),
    patientIds: [],
    fieldGroup: null,
    parameters: [],
    permission: null,
    changes: null,
    ...told,
  };
}

export type Attempt = {
  info: RequestInfo;
  caller: RefusedCaller;
  /** Were the credentials right? */
  authenticated: boolean;
  /** Of `performance.now()`. */
  startedAt: number;
  parameters: readonly string[];
};

/** The row of one attempt to connect, good or bad. */
export function connectRow(
  { info, caller, authenticated, startedAt, parameters }: Attempt,
  error: AppError | null,
): AuditEntry {
  return row(info, caller, startedAt, {
    action: 'socket.connect',
    outcome: error === null ? 'allowed' : error.status >= 500 ? 'failed' : 'refused',
    cause: error === null ? null : (error.auditCause ?? error.code),
    status: error?.status ?? 200,
    authenticated,
    actorType: authenticated ? 'api_key' : 'anonymous',
    permission: 'ws:ticket',
    parameters,
  });
}

function callerOf({ seat }: Subscriber): RefusedCaller {
  const { hospitalId, keyId } = seat;
  return { ...UNKNOWN_CALLER, hospitalId, apiKeyId: keyId, actorId: keyId };
}

/**
 * The row of one batch of events on its way to one key at one address: whose data the key is shown. A delivery presents no
 * credentials, so it is no use of the key in its statistics (`authenticated`).
 * @param branchId to which the key is locked.
 */
export function deliveryRow(
  subscriber: Subscriber,
  branchId: string | null,
  events: readonly StoredEvent[],
  startedAt: number,
): AuditEntry {
  const patientIds = new Set(events.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])));
  return row(subscriber.seat.info, { ...callerOf(subscriber), branchId }, startedAt, {
    action: 'socket.events',
    outcome: 'allowed',
    cause: null,
    status: 200,
    authenticated: false,
    actorType: 'api_key',
    patientIds: [...patientIds],
    fieldGroup: events.every(({ resource }) => resource === 'patient') ? 'contact' : 'record',
    changes: { events: events.length },
  });
}

/** The row of a socket that was ended from here. */
export function closeRow(subscriber: Subscriber, cause: string): AuditEntry {
  return row(subscriber.seat.info, callerOf(subscriber), performance.now(), {
    action: 'socket.close',
    outcome: 'allowed',
    cause,
    status: 200,
    authenticated: false,
    actorType: 'system',
  });
}
