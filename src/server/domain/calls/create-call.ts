import type { Transaction } from '@/server/db/prisma-client';
import { publish } from '@/server/domain/events/outbox';
import { resolveBranch } from '@/server/domain/patients/patient-links';
import { AppError, invalidField } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import { toE164 } from '@/server/kernel/phone';
import { type AgentType, type Call, type CallDirection, type CallScope, callEventData, storedAgentType } from './call';
import { readCall } from './read-call';

export type NewCall = {
  agentType: AgentType | 'reminder';
  /** Null: INBOUND for the inbound agent, OUTBOUND for those that ring people up. */
  direction: CallDirection | null;
  /** National in the hospital's country, or with + and country code. */
  fromNumber: string | null;
  toNumber: string | null;
  patientId: string | null;
  /** Undefined: the key's own branch, else the patient's. */
  branchId: string | undefined;
};

/**
 * Records that a call has begun and tells `call.started`.
 *
 * Where nobody names a branch the patient's is taken: a call without one can be read behind every branch lock.
 * @throws AppError RESOURCE_NOT_FOUND for a patient or branch that the tenant cannot see; VALIDATION_ERROR for a phone.
 */
export async function createCall(tx: Transaction, scope: CallScope, input: NewCall): Promise<Call> {
  const { tenant } = scope;
  const { hospitalId } = tenant;
  const fromNumber = phone('from_number', input.fromNumber, scope.country);
  const toNumber = phone('to_number', input.toNumber, scope.country);
  const patient = input.patientId === null ? null : await requirePatient(tx, hospitalId, input.patientId);
  const branchId = await resolveBranch(tx, tenant, input.branchId ?? tenant.branchId ?? patient?.branchId ?? undefined);
  const id = newId();
  await tx.call.create({
    data: {
      hospitalId,
      id,
      branchId,
      patientId: input.patientId,
      agentType: storedAgentType(input.agentType),
      direction: input.direction ?? (input.agentType === 'inbound' ? 'INBOUND' : 'OUTBOUND'),
      fromNumber,
      toNumber,
      status: 'in_progress',
      createdAt: scope.now,
      updatedAt: scope.now,
    },
    select: { id: true },
  });
  const call = await readCall(tx, scope, id);
  await publish(tx, {
    hospitalId,
    branchId,
    type: 'call.started',
    resource: 'call',
    resourceId: id,
    data: callEventData(call),
  });
  return call;
}

function phone(path: string, text: string | null, country: string): string | null {
  if (text === null) return null;
  const e164 = toE164(text, country);
  if (e164 === null) throw invalidField(path, 'Must be a phone number: national, or with + and country code.');
  return e164;
}

/** Asked for by name: a foreign key does not see row-level security, so it would accept another branch's patient. */
async function requirePatient(tx: Transaction, hospitalId: string, id: string): Promise<{ branchId: string | null }> {
  const patient = await tx.patient.findFirst({ where: { hospitalId, id, deletedAt: null }, select: { branchId: true } });
  if (!patient) {
    throw new AppError('RESOURCE_NOT_FOUND', {
      message: 'Patient not found.',
      details: [{ path: 'patient_id', message: 'There is no such patient.' }],
    });
  }
  return patient;
}
