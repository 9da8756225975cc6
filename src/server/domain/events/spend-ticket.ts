import type { TenantDatabase } from '@/server/db/tenant-database';

/**
 * Uses a socket ticket. Of any number that come with one ticket at once, at any instances, exactly one is told true.
 * @param expiresAt of the ticket: until then its use is remembered.
 */
export async function spendTicket(db: TenantDatabase, hospitalId: string, jti: string, expiresAt: Date): Promise<boolean> {
  const rows = await db.search(
    { hospitalId, branchId: null },
    {
      name: 'spend_ticket',
      text: 'INSERT INTO spent_tickets (hospital_id, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING jti',
      values: [hospitalId, jti, expiresAt],
    },
  );
  return rows.length === 1;
}
