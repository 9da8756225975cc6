import type pg from 'pg';
import { type Acknowledged, type Call, FLOOD_ADDRESS } from './check-kill-load';

/** By contract section 1, rule 10, a count of repeats may be this far behind. */
const COUNT_BEHIND_MS = 1_000;

type Found = { id: string; rows: number; status: number };

/** Every acknowledged answer has exactly one audit row with its status; past-limit refusals are counted by address. */
export async function lostAuditRows(owner: pg.Client, acknowledged: readonly Acknowledged[], since: Date): Promise<string[]> {
  const { rows } = await owner.query<Found>(
    `SELECT caller_request_id AS id, count(*)::int AS rows, min(status)::int AS status FROM audit_events
     WHERE occurred_at >= $1 AND caller_request_id IS NOT NULL GROUP BY 1`,
    [since],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const lost: string[] = [];
  for (const { call, reply } of acknowledged) {
    if (reply.status >= 500 || reply.status === 429) continue;
    const row = found.get(call.id);
    if (!row) lost.push(`${call.kind} ${call.id}: answered ${reply.status}, no audit row`);
    else if (row.rows !== 1) lost.push(`${call.kind} ${call.id}: ${row.rows} audit rows`);
    else if (row.status !== reply.status) lost.push(`${call.kind} ${call.id}: answered ${reply.status}, logged ${row.status}`);
  }
  return lost;
}

/** Refusals past the address's limit: their row is there, and its count holds all but those of the last second. */
export async function lostCounts(
  owner: pg.Client,
  acknowledged: readonly Acknowledged[],
  since: Date,
  killedAt: number,
): Promise<string[]> {
  const counted = acknowledged.filter(({ reply }) => reply.status === 429);
  if (counted.length === 0) return [];
  const { rows } = await owner.query<{ rows: number; occurrences: number }>(
    `SELECT count(*)::int AS rows, coalesce(sum(coalesce(r.occurrences, 1)), 0)::int AS occurrences
     FROM audit_events e LEFT JOIN audit_repeats r ON r.audit_event_id = e.id
     WHERE e.occurred_at >= $1 AND e.address = $2 AND e.status = 429`,
    [since, FLOOD_ADDRESS],
  );
  const due = Math.max(1, counted.filter(({ at }) => at < killedAt - COUNT_BEHIND_MS).length);
  const occurrences = rows[0]?.occurrences ?? 0;
  return occurrences >= due ? [] : [`of ${due} refusals past the limit that must be counted ${occurrences} are`];
}

/** Every acknowledged creation is there once, under the id that was answered. */
export async function lostPatients(owner: pg.Client, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const created = acknowledged.filter(({ call, reply }) => call.phone !== null && reply.status === 201);
  const { rows } = await owner.query<{ phone: string; ids: string[] }>(
    'SELECT phone, array_agg(id::text) AS ids FROM patients WHERE phone = ANY($1) GROUP BY 1',
    [created.map(({ call }) => call.phone)],
  );
  const stored = new Map(rows.map(({ phone, ids }) => [phone, ids]));
  return created.flatMap(({ call, reply }) => {
    const { data } = JSON.parse(reply.text) as { data: { patient_id: string } };
    const ids = stored.get(call.phone ?? '') ?? [];
    return ids.length === 1 && ids[0] === data.patient_id ? [] : [`${call.id}: answered ${data.patient_id}, stored ${ids}`];
  });
}

/** However often it was sent: a creation happened at most once. */
export async function doubled(owner: pg.Client, calls: readonly Call[]): Promise<string[]> {
  const { rows } = await owner.query<{ phone: string; count: number }>(
    'SELECT phone, count(*)::int AS count FROM patients WHERE phone = ANY($1) GROUP BY 1 HAVING count(*) > 1',
    [calls.map((call) => call.phone)],
  );
  return rows.map(({ phone, count }) => `${phone} was created ${count} times`);
}

/** The key's counters are the sums over its audit rows, to the microsecond. */
export async function wrongUsage(owner: pg.Client, keyId: string): Promise<string[]> {
  const { rows } = await owner.query<{ source: string; sums: string }>(
    `SELECT 'audit_events' AS source, concat_ws(' ', count(*), count(*) FILTER (WHERE status BETWEEN 200 AND 299),
       sum(duration_us)) AS sums FROM audit_events WHERE api_key_id = $1 AND authenticated
     UNION ALL SELECT 'api_key_usage', concat_ws(' ', requests, successes, duration_us) FROM api_key_usage WHERE api_key_id = $1
     UNION ALL SELECT 'usage_rollups', concat_ws(' ', sum(requests), sum(requests) FILTER (WHERE status BETWEEN 200 AND 299),
       sum(duration_us)) FROM usage_rollups WHERE api_key_id = $1`,
    [keyId],
  );
  const same = rows.length === 3 && new Set(rows.map((row) => row.sums)).size === 1;
  return same ? [] : [`usage disagrees: ${rows.map(({ source, sums }) => `${source} ${sums}`).join('; ')}`];
}
