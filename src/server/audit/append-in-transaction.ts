import { Prisma } from '@/server/db/generated/client';
import type { Transaction } from '@/server/db/prisma-client';
import type { AuditEntry } from './audit-entry';
import { auditRows, INSERT_AUDIT } from './audit-insert';

/**
 * Writes the audit row of a change in the change's own transaction: there is no change without its row and no row without
 * its change. Last in the transaction, since it locks the key's usage counter until the commit.
 */
export async function appendInTransaction(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw(Prisma.sql([INSERT_AUDIT_HEAD, INSERT_AUDIT_TAIL], auditRows([entry])));
}

const [INSERT_AUDIT_HEAD, INSERT_AUDIT_TAIL] = INSERT_AUDIT.split('$1') as [string, string];
