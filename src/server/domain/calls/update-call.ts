import type { Transaction } from '@/server/db/prisma-client';
import { publish } from '@/server/domain/events/outbox';
import { type CallScope, callEventData, type TranscribedCall } from './call';
import { type CallChanges, courseAfter } from './call-changes';
import { lockCall, readCall } from './read-call';

/**
 * Changes a call's course and tells it by one event: `call.ended` where it ends, else `call.updated` (contract section 6).
 * @param check sees the call as it is before the change, locked, and may throw (If-Match).
 * @throws AppError RESOURCE_NOT_FOUND, FORBIDDEN, INVALID_STATUS_TRANSITION
 */
export async function updateCall(
  tx: Transaction,
  scope: CallScope,
  id: string,
  changes: CallChanges,
  check: (call: TranscribedCall) => void,
): Promise<TranscribedCall> {
  const { now } = scope;
  const { hospitalId } = scope.tenant;
  await lockCall(tx, scope, id);
  const current = await readCall(tx, scope, id);
  check(current);
  if (Object.keys(changes).length === 0) return current;
  const { event, callStatus, duration, endedAt } = courseAfter(current, changes, now);
  await tx.call.update({
    where: { hospitalId_id: { hospitalId, id } },
    data: { status: callStatus, duration, endedAt, updatedAt: now },
    select: { id: true },
  });
  const call: TranscribedCall = { ...current, callStatus, duration, endedAt, updatedAt: now };
  const { branchId } = call;
  await publish(tx, { hospitalId, branchId, type: event, resource: 'call', resourceId: id, data: callEventData(call) });
  return call;
}
