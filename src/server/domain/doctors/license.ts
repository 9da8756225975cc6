import { sqlState } from '@/server/db/database-errors';
import type { Transaction } from '@/server/db/prisma-client';
import { AppError } from '@/server/kernel/app-error';

/** SQLSTATE unique_violation: of doctors there is one such index, doctors_license. */
const NOT_UNIQUE = '23505';

/**
 * Makes sure that no other doctor of the hospital whom the tenant sees has the licence. An advisory lock on it makes two
 * requests for one licence come one after the other.
 * @param scope `mayRead`: may the caller be told whose licence it is?
 * @param ownId the doctor who may have it; null: nobody.
 * @throws AppError DUPLICATE_RESOURCE
 */
export async function requireFreeLicense(
  tx: Transaction,
  scope: { hospitalId: string; mayRead: boolean },
  licenseNumber: string,
  ownId: string | null,
): Promise<void> {
  const { hospitalId } = scope;
  const lock = `license/${hospitalId}/${licenseNumber}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
  const other = await tx.doctor.findFirst({ where: { hospitalId, licenseNumber, deletedAt: null }, select: { id: true } });
  if (other && other.id !== ownId) throw duplicateLicense(scope.mayRead ? other.id : null);
}

/**
 * Runs `write`, which may run into the licence of a doctor whom a branch-locked key does not see: licences are unique in the
 * hospital, whatever the branch. Of the other doctor nothing is told.
 * @throws AppError DUPLICATE_RESOURCE; the transaction is then at its end.
 */
export async function unlessLicenseTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw sqlState(error) === NOT_UNIQUE ? duplicateLicense(null) : error;
  }
}

function duplicateLicense(id: string | null): AppError {
  const message = 'A doctor with this licence number exists already.';
  return new AppError('DUPLICATE_RESOURCE', {
    message,
    details: [{ path: 'license_number', message, ...(id !== null && { id, kind: 'doctor' }) }],
  });
}
