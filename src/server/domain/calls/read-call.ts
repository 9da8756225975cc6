import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { requireWritable } from '@/server/domain/branches/branch-lock';
import { notFound } from '@/server/kernel/app-error';
import { CALL_BRANCH, CALL_COLUMNS, type CallScope, type TranscribedCall, transcriptText } from './call';

type Row = Omit<TranscribedCall, 'timezone'> & { timezone: string | null };

const CALL_BY_ID = `SELECT ${CALL_COLUMNS}, ${transcriptText('c.id')} AS transcription,
    (SELECT n.patient_name FROM call_patient_names(ARRAY[c.id]) n) AS "patientName"
  FROM calls c ${CALL_BRANCH} WHERE c.hospital_id = $1::uuid AND c.id = $2::uuid`;

/**
 * One call that the tenant may see, with what was said.
 * @param timezone the hospital's, for a call whose branch has none.
 * @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too.
 */
export async function getCall(db: TenantDatabase, tenant: Tenant, id: string, timezone: string): Promise<TranscribedCall> {
  const values = [tenant.hospitalId, id];
  return found(await db.read<Row>(tenant, { name: 'call_by_id', text: CALL_BY_ID, values }), timezone);
}

/** Like getCall, within a transaction and so with its changes. */
export async function readCall(tx: Transaction, scope: CallScope, id: string): Promise<TranscribedCall> {
  return found(await tx.$queryRawUnsafe<Row[]>(CALL_BY_ID, scope.tenant.hospitalId, id), scope.timezone);
}

/** What never changes of a call. */
type LockedCall = Pick<TranscribedCall, 'branchId' | 'patientId' | 'timezone'>;

/**
 * Locks the call until the transaction ends, so that its lines and events come one after the other.
 * @throws AppError RESOURCE_NOT_FOUND; FORBIDDEN for one that the tenant may read only.
 */
export async function lockCall(tx: Transaction, { tenant, timezone }: CallScope, id: string): Promise<LockedCall> {
  const [row] = await tx.$queryRaw<(Omit<LockedCall, 'timezone'> & { timezone: string | null })[]>`
    SELECT c.branch_id AS "branchId", c.patient_id AS "patientId", b.timezone
    FROM calls c LEFT JOIN branches b ON b.hospital_id = c.hospital_id AND b.id = c.branch_id
    WHERE c.hospital_id = ${tenant.hospitalId}::uuid AND c.id = ${id}::uuid`;
  if (!row) throw notFound('Call');
  // Before the lock, which finds only what may be changed.
  requireWritable(tenant, row);
  await tx.$queryRaw`SELECT 1 FROM calls WHERE hospital_id = ${tenant.hospitalId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  return { ...row, timezone: row.timezone ?? timezone };
}

function found([row]: Row[], timezone: string): TranscribedCall {
  if (!row) throw notFound('Call');
  return { ...row, timezone: row.timezone ?? timezone };
}
