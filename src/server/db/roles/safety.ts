import type { QueryResult, QueryResultRow } from 'pg';

/**
 * Every function that runs with its owner's rights, as `schema.name(argument types)`, types as PostgreSQL writes them. Each one
 * reads past row-level security, so each is reviewed before it is listed here.
 */
export const SECURITY_DEFINER_FUNCTIONS: readonly string[] = [
  'public.appointment_names(uuid[])',
  'public.bound_elsewhere(uuid, uuid)',
  'public.call_patient_names(uuid[])',
  'public.count_appointments()',
  'public.count_calls()',
  'public.count_patients()',
  'public.count_usage()',
  'public.doctor_busy(uuid, timestamp with time zone, timestamp with time zone, uuid)',
  'public.ensure_audit_partitions(integer)',
  'public.find_appointments(text[], text[])',
  'public.find_patients(text[], text[])',
  'public.fold_appointment_counts(uuid)',
  'public.fold_call_counts(uuid)',
  'public.fold_patient_counts(uuid)',
  'public.prune_expired()',
  'public.search_audit_of_patient(uuid, uuid, uuid, text, text, text, timestamp with time zone, timestamp with time zone, uuid, integer)',
  'public.search_doctors(text[], text[])',
  'public.sequence_outbox()',
];

/** A pool or a client. */
interface Queryable {
  query<R extends QueryResultRow>(sql: string, values: unknown[]): Promise<QueryResult<R>>;
}

/**
 * Looks for whatever would switch row-level security off without a sound. To be asked on the app login's own connection, since
 * it is that login's rights that count. One query of the catalog, no table of ours is read.
 *
 * @param listed the SECURITY DEFINER functions that may exist
 * @returns one sentence for each fault; empty if the database is safe
 */
export async function checkDatabaseSafety(
  connection: Queryable,
  listed: readonly string[] = SECURITY_DEFINER_FUNCTIONS,
): Promise<string[]> {
  const { rows } = await connection.query<{ problem: string }>(FAULTS, [listed]);
  return rows.map((row) => row.problem);
}

// What an extension brings belongs to whoever installed it, holds no row of a hospital, and is not ours to change.
const OURS = (catalog: string, oid: string, schema: string) => `
  ${schema} NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND ${schema} NOT LIKE 'pg\\_temp\\_%'
  AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

// MEMBER: by whatever chain, and whether the rights are inherited or must be taken with SET ROLE. A login is its own member.
const ROLE_FAULTS = `
  SELECT format('The login %I is, or may become, %I, which is a superuser or bypasses row-level security.', current_user, r.rolname)
  FROM pg_roles r WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(current_user, r.oid, 'MEMBER')`;

const OWNER_FAULTS = `
  SELECT DISTINCT format('The login %I is, or may become, %I, which owns tables: row-level security does not bind an owner.',
    current_user, pg_get_userbyid(c.relowner))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(current_user, c.relowner, 'MEMBER')
    AND ${OURS('pg_class', 'c.oid', 'n.nspname')}`;

// Partitions too: they can be named in a query. Materialized views and foreign tables cannot have row-level security at all.
const TABLE_FAULTS = `
  SELECT format('The table %I.%I has hospital_id, but no row-level security.', n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'f') AND NOT c.relrowsecurity
    AND EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'hospital_id' AND NOT a.attisdropped)
    AND ${OURS('pg_class', 'c.oid', 'n.nspname')}`;

const VIEW_FAULTS = `
  SELECT format('The view %I.%I lacks security_invoker, so it reads with the rights of its owner.', n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'v'
    AND NOT coalesce((
      SELECT o.option_value::boolean FROM pg_options_to_table(c.reloptions) o WHERE o.option_name = 'security_invoker'), false)
    AND ${OURS('pg_class', 'c.oid', 'n.nspname')}`;

const FUNCTION_FAULTS = `
  SELECT CASE
    WHEN f.signature <> ALL ($1::text[]) THEN format('The SECURITY DEFINER function %s is not listed.', f.signature)
    ELSE format('The SECURITY DEFINER function %s does not pin its search_path.', f.signature) END
  FROM (
    SELECT format('%s.%s(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) AS signature,
      EXISTS (SELECT FROM unnest(p.proconfig) s WHERE s LIKE 'search\\_path=%') AS pinned
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE p.prosecdef AND ${OURS('pg_proc', 'p.oid', 'n.nspname')}) f
  WHERE f.signature <> ALL ($1::text[]) OR NOT f.pinned`;

const FAULTS = `SELECT problem FROM (${[ROLE_FAULTS, OWNER_FAULTS, TABLE_FAULTS, VIEW_FAULTS, FUNCTION_FAULTS].join(
  '\nUNION ALL\n',
)}) AS faults (problem) ORDER BY problem`;
