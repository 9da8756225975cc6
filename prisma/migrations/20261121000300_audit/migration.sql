-- The audit log: append-only, partitioned by month. Partitions live in a schema of their own, where Prisma does not look.

CREATE SCHEMA trilock_partitions;

CREATE TABLE audit_events (
  id uuid NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  -- Null where nobody can say whose credential it was.
  hospital_id uuid,
  branch_id uuid,
  request_id text NOT NULL,
  caller_request_id text,
  -- external, hospital, v1, dashboard, socket, system
  surface text NOT NULL,
  -- api_key, user, anonymous, system
  actor_type text NOT NULL,
  actor_id uuid,
  api_key_id uuid,
  -- Were the credentials right? Only such requests count as use of a key.
  authenticated boolean NOT NULL,
  -- Of an unknown credential: its first 8 characters and a keyed hash.
  credential_hint text,
  action text NOT NULL,
  target_type text,
  target_id uuid,
  -- allowed, refused, failed
  outcome text NOT NULL,
  -- The real cause of a refusal: for the hospital's admin only.
  cause text,
  status smallint NOT NULL,
  permission text,
  method text NOT NULL,
  -- The template, never the path with its values.
  route text NOT NULL,
  -- Names of the parameters given, never their values.
  parameters text[] NOT NULL DEFAULT '{}',
  address text,
  user_agent text,
  duration_us integer NOT NULL,
  -- Every patient whose data is in the answer, and which group of fields.
  patient_ids uuid[] NOT NULL DEFAULT '{}',
  field_group text,
  -- Names of the fields changed, and what identifies the change; no health data.
  changes jsonb,
  PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX audit_events_newest ON audit_events (hospital_id, occurred_at DESC, id DESC);
CREATE INDEX audit_events_key ON audit_events (hospital_id, api_key_id, occurred_at DESC, id DESC) WHERE api_key_id IS NOT NULL;
CREATE INDEX audit_events_request ON audit_events (request_id);
CREATE INDEX audit_events_patients ON audit_events USING gin (patient_ids) WHERE patient_ids <> '{}';

ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_read ON audit_events FOR SELECT TO trilock_app USING (hospital_id = (SELECT app_hospital()));
CREATE POLICY tenant_insert ON audit_events FOR INSERT TO trilock_app WITH CHECK (hospital_id = (SELECT app_hospital()));
CREATE POLICY writer ON audit_events FOR INSERT TO trilock_audit WITH CHECK (true);
GRANT SELECT, INSERT ON audit_events TO trilock_app;
GRANT INSERT ON audit_events TO trilock_audit;

CREATE POLICY writer ON audit_repeats TO trilock_audit USING (true);
GRANT SELECT, INSERT, UPDATE ON audit_repeats TO trilock_audit;

-- The partition of the present month and of so many after it. Runs at start and daily; creating one takes a short lock.
CREATE FUNCTION ensure_audit_partitions(months_ahead integer) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  first_day timestamptz;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('trilock/audit-partitions'));
  FOR month IN 0 .. least(months_ahead, 24) LOOP
    first_day := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => month)) AT TIME ZONE 'UTC';
    name := 'audit_events_' || to_char(first_day AT TIME ZONE 'UTC', 'YYYY_MM');
    IF to_regclass('trilock_partitions.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE trilock_partitions.%I PARTITION OF public.audit_events FOR VALUES FROM (%L) TO (%L)',
        name, first_day, (first_day AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
      EXECUTE format('ALTER TABLE trilock_partitions.%I ENABLE ROW LEVEL SECURITY', name);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION ensure_audit_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_audit_partitions(integer) TO trilock_audit;

CREATE TABLE trilock_partitions.audit_events_default PARTITION OF audit_events DEFAULT;
ALTER TABLE trilock_partitions.audit_events_default ENABLE ROW LEVEL SECURITY;
SELECT ensure_audit_partitions(3);

-- Usage is written with the audit rows, in one statement for a whole batch, so that both are exact together. Sorted, so that
-- two batches never wait for each other in a circle.
CREATE FUNCTION count_usage() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  INSERT INTO api_key_usage AS u (hospital_id, api_key_id, requests, successes, duration_us, last_used_at, last_used_address)
    SELECT hospital_id, api_key_id, count(*), count(*) FILTER (WHERE status BETWEEN 200 AND 299), sum(duration_us),
      max(occurred_at), (array_agg(address ORDER BY occurred_at DESC))[1]
    FROM new_rows WHERE authenticated AND api_key_id IS NOT NULL AND hospital_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (hospital_id, api_key_id) DO UPDATE SET requests = u.requests + excluded.requests,
    successes = u.successes + excluded.successes, duration_us = u.duration_us + excluded.duration_us,
    last_used_address = CASE WHEN excluded.last_used_at >= u.last_used_at THEN excluded.last_used_address ELSE u.last_used_address END,
    last_used_at = greatest(u.last_used_at, excluded.last_used_at);
  INSERT INTO usage_rollups AS r (hospital_id, api_key_id, bucket, route, status, requests, duration_us)
    SELECT hospital_id, api_key_id, date_trunc('hour', occurred_at, 'UTC'), method || ' ' || route, status, count(*), sum(duration_us)
    FROM new_rows WHERE authenticated AND api_key_id IS NOT NULL AND hospital_id IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (hospital_id, api_key_id, bucket, route, status) DO UPDATE SET requests = r.requests + excluded.requests,
    duration_us = r.duration_us + excluded.duration_us;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION count_usage() FROM PUBLIC;
CREATE TRIGGER count_usage AFTER INSERT ON audit_events REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_usage();
