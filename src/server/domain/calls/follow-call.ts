import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { notFound } from '@/server/kernel/app-error';
import type { TranscriptLine } from './add-transcript-line';
import { type PlacedCall, placedCalls, toPlacedCalls } from './placed-call';

export type SaidLine = Pick<TranscriptLine, 'position' | 'speaker' | 'text' | 'createdAt'>;

const CALL = placedCalls('c.hospital_id = $1::uuid AND c.id = $2::uuid');

const LINES = `SELECT l.position, l.speaker, l.text, l.created_at AS "createdAt" FROM transcript_lines l
  WHERE l.hospital_id = $1::uuid AND l.call_id = $2::uuid AND l.position > $3 ORDER BY l.position`;

/**
 * A call as it is now, and what was said in it after a position: positions have no gaps and lines never change, so whoever has
 * the lines up to one misses nothing by asking for those after it.
 * @param after position of the last line that is known; 0: none.
 * @param timezone the hospital's, for a call whose branch has none.
 * @throws AppError RESOURCE_NOT_FOUND, for another hospital's or branch's too.
 */
export async function followCall(
  db: TenantDatabase,
  tenant: Tenant,
  id: string,
  after: number,
  timezone: string,
): Promise<{ call: PlacedCall; lines: SaidLine[] }> {
  const values = [tenant.hospitalId, id];
  const [call] = toPlacedCalls(await db.search(tenant, { name: 'call_placed', text: CALL, values }), timezone);
  if (!call) throw notFound('Call');
  // After the call: of one that is told as ended no line is missing that was written before its end.
  const lines = await db.search<SaidLine>(tenant, { name: 'call_lines', text: LINES, values: [...values, after] });
  return { call, lines };
}
