import type { Transaction } from '@/server/db/prisma-client';

/**
 * Makes everything else that books, moves or frees time of these doctors wait until this transaction ends. To be taken before
 * the reading of their calendar that decides: without it conflicting inserts deadlock, for up to 20 s (design, Booking).
 *
 * Always in the order of the ids, so that two that move appointments between two doctors do not wait for each other. The hash
 * includes the hospital: by a guessed id nobody can hold up, or feel by the time taken, another hospital's doctor.
 * @throws the database's lock timeout (55P03) after 10 s of waiting.
 */
export async function lockDoctors(tx: Transaction, hospitalId: string, doctorIds: readonly string[]): Promise<void> {
  // Longer than the login's usual 2 s: as many as there are connections may ask for one doctor, and the last must have its turn.
  await tx.$executeRaw`SELECT set_config('lock_timeout', '10s', true), set_config('statement_timeout', '11s', true)`;
  for (const id of [...new Set(doctorIds)].sort()) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`doctor/${hospitalId}/${id}`}, 0))`;
  }
}
