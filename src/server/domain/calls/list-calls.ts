import type { Tenant } from '@/server/db/tenant';
import type { TenantDatabase } from '@/server/db/tenant-database';
import { conditionsOf, equals, ofBranch } from '@/server/domain/lists/conditions';
import { listRows } from '@/server/domain/lists/list-rows';
import type { ListSource } from '@/server/domain/lists/list-source';
import { localDays } from '@/server/domain/lists/local-days';
import type { Page, PageRequest } from '@/server/domain/lists/page';
import {
  type AgentType,
  CALL_BRANCH,
  CALL_COLUMNS,
  type Call,
  storedAgentType,
  type TranscribedCall,
  transcriptText,
} from './call';

export type CallFilters = {
  patientId: string | null;
  branchId: string | null;
  agentType: AgentType | 'reminder' | null;
  /** Days in the hospital's zone, `YYYY-MM-DD`, both included. */
  startDate: string | null;
  endDate: string | null;
};

const CALLS: ListSource = {
  name: 'calls',
  table: 'calls',
  alias: 'c',
  columns: CALL_COLUMNS,
  joins: CALL_BRANCH,
  only: null,
  search: null,
  names: { call: 'call_patient_names', columns: 'n.patient_name AS "patientName"' },
  counters: { table: 'call_counts', columns: ['branch_id', 'agent_type'] },
  narrow: ['patient_id'],
  days: { column: 'created_at', counters: { table: 'call_days', columns: ['branch_id'] }, byDay: null },
};

type Row = Omit<Call, 'timezone'> & { timezone: string | null };

/**
 * Calls that the tenant may see, newest first, each with what was said, and the exact total of the filters. The transcripts of a
 * page come by one query, apart from its rows: they may be long, and must not hold up the quick reads of other hospitals.
 * @param timezone the hospital's: of the days, and of calls whose branch has none.
 * @throws AppError VALIDATION_ERROR for a cursor that is none.
 */
export async function listCalls(
  db: TenantDatabase,
  tenant: Tenant,
  filters: CallFilters,
  request: PageRequest,
  timezone: string,
): Promise<Page<TranscribedCall>> {
  const conditions = conditionsOf(
    tenant,
    [
      ofBranch(tenant, filters.branchId, true),
      equals('patient_id', filters.patientId),
      equals('agent_type', filters.agentType && storedAgentType(filters.agentType)),
    ],
    localDays(filters.startDate, filters.endDate, timezone),
  );
  const page = await listRows<Row>(db, tenant, { source: CALLS, conditions, patterns: null }, request);
  const said = await readTranscripts(db, tenant, page.rows);
  const rows = page.rows.map((row) => ({
    ...row,
    timezone: row.timezone ?? timezone,
    transcription: said.get(row.id) ?? null,
  }));
  return { ...page, rows };
}

const TRANSCRIPTS = `SELECT wanted.id, ${transcriptText('wanted.id')} AS transcription FROM unnest($2::uuid[]) AS wanted(id)`;

async function readTranscripts(
  db: TenantDatabase,
  tenant: Tenant,
  calls: readonly { id: string }[],
): Promise<Map<string, string | null>> {
  if (calls.length === 0) return new Map();
  const values = [tenant.hospitalId, calls.map(({ id }) => id)];
  type Said = { id: string; transcription: string | null };
  const rows = await db.search<Said>(tenant, { name: 'call_transcripts', text: TRANSCRIPTS, values });
  return new Map(rows.map(({ id, transcription }) => [id, transcription]));
}
