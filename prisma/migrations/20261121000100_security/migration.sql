-- Tenancy below the application: row-level security, and the checks that Prisma cannot express.
-- The logins trilock_app, trilock_auth and trilock_audit exist before this runs (src/server/db/roles).

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS btree_gin;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO trilock_app, trilock_auth, trilock_audit;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Who the connection speaks for. The pool sets both when a connection changes tenant; unset or empty shows no row.
CREATE FUNCTION app_hospital() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.hospital_id', true), '')::uuid $$;
-- A branch's uuid, or '*' for the whole hospital.
CREATE FUNCTION app_branch() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('app.branch_id', true), '') $$;
GRANT EXECUTE ON FUNCTION app_hospital(), app_branch() TO trilock_app, trilock_auth, trilock_audit;

-- Values -------------------------------------------------------------------------------------------------------------------
-- Text with CHECK, not enum: enum equality is not leakproof, so under row-level security its indexes would not be used.

ALTER TABLE hospitals ADD CHECK (default_rate_tier IN ('free', 'basic', 'professional', 'enterprise')),
  ADD CHECK (token_ttl_seconds BETWEEN 3600 AND 604800), ADD CHECK (token_chain_days BETWEEN 1 AND 366);
ALTER TABLE branches ADD CHECK (status IN ('ACTIVE', 'INACTIVE'));
ALTER TABLE users ADD CHECK (role IN ('super_admin', 'admin', 'receptionist', 'doctor', 'patient')),
  ADD CHECK (status IN ('ACTIVE', 'DISABLED')), ADD CHECK (email = lower(email)),
  ADD CHECK ((role = 'doctor') = (doctor_id IS NOT NULL)), ADD CHECK ((role = 'patient') = (patient_id IS NOT NULL));
ALTER TABLE patients ADD CHECK (gender IN ('MALE', 'FEMALE', 'OTHER', 'UNKNOWN')), ADD CHECK (status IN ('ACTIVE', 'INACTIVE')),
  ADD CHECK (age BETWEEN 0 AND 150);
ALTER TABLE doctors ADD CHECK (status IN ('ACTIVE', 'INACTIVE')), ADD CHECK (slot_duration_minutes BETWEEN 5 AND 480),
  ADD CHECK (op_fee >= 0), ADD CHECK (experience_years BETWEEN 0 AND 100);
ALTER TABLE availability_windows ADD CHECK (day_of_week BETWEEN 1 AND 7),
  ADD CHECK (0 <= start_second AND start_second < end_second AND end_second <= 86400);
ALTER TABLE appointments ADD CHECK (status IN ('scheduled', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show')),
  ADD CHECK (starts_at < ends_at), ADD CHECK (ends_at <= starts_at + interval '24 hours');
ALTER TABLE calls ADD CHECK (agent_type IN ('inbound', 'reminder', 'feedback')), ADD CHECK (direction IN ('INBOUND', 'OUTBOUND')),
  ADD CHECK (status IN ('in_progress', 'completed', 'missed', 'failed')), ADD CHECK (duration >= 0);
ALTER TABLE transcript_lines ADD CHECK (speaker IN ('agent', 'patient'));
ALTER TABLE api_keys ADD CHECK (kind IN ('partner', 'server')), ADD CHECK (environment IN ('live', 'test')),
  ADD CHECK (rate_tier IN ('free', 'basic', 'professional', 'enterprise')), ADD CHECK (cardinality(permissions) > 0);

-- Uniqueness and overlap. Every one begins with hospital_id: constraints see through row-level security and would tell one
-- hospital what another holds.
CREATE UNIQUE INDEX users_email ON users (hospital_id, email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX doctors_license ON doctors (hospital_id, license_number) WHERE deleted_at IS NULL AND license_number IS NOT NULL;
ALTER TABLE availability_windows ADD CONSTRAINT availability_windows_overlap
  EXCLUDE USING gist (hospital_id WITH =, doctor_id WITH =, day_of_week WITH =, int4range(start_second, end_second) WITH &&);
-- A doctor is never booked twice at once, whatever the surface and however many ask together (contract section 7).
ALTER TABLE appointments ADD CONSTRAINT appointments_overlap
  EXCLUDE USING gist (hospital_id WITH =, doctor_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (status NOT IN ('cancelled', 'no_show') AND deleted_at IS NULL);

-- Row-level security ---------------------------------------------------------------------------------------------------------

-- The application's login: its hospital only.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['users', 'sessions', 'refresh_families', 'refresh_tokens', 'api_keys', 'api_secrets',
    'hospital_tokens', 'api_key_usage', 'usage_rollups', 'patient_counts', 'audit_repeats', 'idempotency_records'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO trilock_app USING (hospital_id = (SELECT app_hospital()))', t);
  END LOOP;
END $$;

ALTER TABLE hospitals ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON hospitals TO trilock_app USING (id = (SELECT app_hospital()));

-- A branch-locked key sees its own branch, and patients of its own branch only.
ALTER TABLE branches ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON branches TO trilock_app USING (
  hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = '*' OR id::text = (SELECT app_branch())));
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON patients TO trilock_app USING (
  hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = '*' OR branch_id::text = (SELECT app_branch())));

-- Other rows without a branch are readable, not writable, to it (contract section 1, rule 5).
DO $$
DECLARE
  t text;
  own constant text := 'hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = ''*'' OR branch_id::text = (SELECT app_branch()))';
  seen constant text := 'hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = ''*'' OR branch_id::text = (SELECT app_branch())'
    || ' OR (branch_id IS NULL AND (SELECT app_branch()) <> ''''))';
BEGIN
  FOREACH t IN ARRAY ARRAY['doctors', 'appointments', 'calls', 'outbox_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant_read ON %I FOR SELECT TO trilock_app USING (%s)', t, seen);
    EXECUTE format('CREATE POLICY tenant_insert ON %I FOR INSERT TO trilock_app WITH CHECK (%s)', t, own);
    EXECUTE format('CREATE POLICY tenant_update ON %I FOR UPDATE TO trilock_app USING (%s) WITH CHECK (%s)', t, own, own);
    EXECUTE format('CREATE POLICY tenant_delete ON %I FOR DELETE TO trilock_app USING (%s)', t, own);
  END LOOP;
END $$;

-- Rows that belong to a doctor or a call: readable with it, writable where it is.
DO $$
DECLARE
  child text[];
  seen text;
  own text;
BEGIN
  FOREACH child SLICE 1 IN ARRAY ARRAY[['availability_windows', 'doctors', 'doctor_id'],
    ['availability_overrides', 'doctors', 'doctor_id'], ['transcript_lines', 'calls', 'call_id']] LOOP
    seen := format('hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = ''*'' OR EXISTS (SELECT 1 FROM %I p'
      || ' WHERE p.hospital_id = %I.hospital_id AND p.id = %I.%I))', child[2], child[1], child[1], child[3]);
    own := format('hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = ''*'' OR EXISTS (SELECT 1 FROM %I p'
      || ' WHERE p.hospital_id = %I.hospital_id AND p.id = %I.%I AND p.branch_id::text = (SELECT app_branch())))',
      child[2], child[1], child[1], child[3]);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child[1]);
    EXECUTE format('CREATE POLICY tenant_read ON %I FOR SELECT TO trilock_app USING (%s)', child[1], seen);
    EXECUTE format('CREATE POLICY tenant_insert ON %I FOR INSERT TO trilock_app WITH CHECK (%s)', child[1], own);
    EXECUTE format('CREATE POLICY tenant_update ON %I FOR UPDATE TO trilock_app USING (%s) WITH CHECK (%s)', child[1], own, own);
    EXECUTE format('CREATE POLICY tenant_delete ON %I FOR DELETE TO trilock_app USING (%s)', child[1], own);
  END LOOP;
END $$;

-- Grants ---------------------------------------------------------------------------------------------------------------------

GRANT SELECT, INSERT, UPDATE ON hospitals, branches, users, sessions, refresh_families, refresh_tokens, patients, doctors,
  appointments, calls, api_keys, api_secrets, hospital_tokens, idempotency_records TO trilock_app;
GRANT DELETE ON api_secrets, idempotency_records, availability_windows, availability_overrides TO trilock_app;
GRANT SELECT, INSERT, UPDATE ON availability_windows, availability_overrides TO trilock_app;
GRANT SELECT, INSERT ON transcript_lines, outbox_events TO trilock_app;
GRANT USAGE ON SEQUENCE outbox_events_id_seq TO trilock_app;
-- Written by triggers of the owner; never by the application.
GRANT SELECT ON api_key_usage, usage_rollups, patient_counts, audit_repeats TO trilock_app;

-- The doors' login reads credentials of every hospital, since it must find out which one a caller belongs to. It reads no
-- health data and changes nothing.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['hospitals', 'branches', 'users', 'sessions', 'refresh_families', 'refresh_tokens', 'api_keys',
    'api_secrets', 'hospital_tokens'] LOOP
    EXECUTE format('CREATE POLICY door ON %I FOR SELECT TO trilock_auth USING (true)', t);
  END LOOP;
END $$;
GRANT SELECT ON hospitals, users, sessions, refresh_families, refresh_tokens, api_keys, api_secrets, hospital_tokens TO trilock_auth;
GRANT SELECT (hospital_id, id, timezone, frozen_at) ON branches TO trilock_auth;
