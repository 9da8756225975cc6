-- Lists and searches of appointments, doctors and calls that cost the same in a small and in a large hospital, as those of
-- patients do (20261121000200); a doctor's calendar behind a branch lock; events in an order that a reader can resume from.

-- Counters -------------------------------------------------------------------------------------------------------------------
-- By what a list filters with one filter. Days are UTC's: a span of local days is its whole UTC days by counter, and what is
-- left at its two ends by index, so that a hospital may change its zone.

CREATE TABLE appointment_counts (
  hospital_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, branch_id uuid, doctor_id uuid NOT NULL, status text NOT NULL,
  amount integer NOT NULL, PRIMARY KEY (hospital_id, id));
CREATE TABLE appointment_days (
  hospital_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, branch_id uuid, day date NOT NULL,
  amount integer NOT NULL, PRIMARY KEY (hospital_id, id));
CREATE INDEX appointment_days_day ON appointment_days (hospital_id, day);
CREATE TABLE call_counts (
  hospital_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, branch_id uuid, agent_type text NOT NULL,
  amount integer NOT NULL, PRIMARY KEY (hospital_id, id));
CREATE TABLE call_days (
  hospital_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, branch_id uuid, day date NOT NULL,
  amount integer NOT NULL, PRIMARY KEY (hospital_id, id));
CREATE INDEX call_days_day ON call_days (hospital_id, day);

-- A branch-locked key counts what it sees: its branch, and rows without one.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appointment_counts', 'appointment_days', 'call_counts', 'call_days'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I TO trilock_app USING (hospital_id = (SELECT app_hospital())'
      || ' AND ((SELECT app_branch()) = ''*'' OR branch_id::text = (SELECT app_branch())'
      || ' OR (branch_id IS NULL AND (SELECT app_branch()) <> '''')))', t);
    EXECUTE format('GRANT SELECT ON %I TO trilock_app', t);
  END LOOP;
END $$;

-- Rows that somebody else is folding are skipped, so nothing waits and nothing is counted twice. Only what is there several
-- times is touched: years of days are written once.
CREATE FUNCTION fold_appointment_counts(hospital uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH several AS (
    SELECT branch_id, doctor_id, status FROM appointment_counts WHERE hospital_id = hospital GROUP BY 1, 2, 3 HAVING count(*) > 1),
  picked AS (
    SELECT c.hospital_id, c.id FROM appointment_counts c
    JOIN several s ON c.branch_id IS NOT DISTINCT FROM s.branch_id AND c.doctor_id = s.doctor_id AND c.status = s.status
    WHERE c.hospital_id = hospital ORDER BY c.id FOR UPDATE OF c SKIP LOCKED),
  gone AS (DELETE FROM appointment_counts c USING picked p WHERE c.hospital_id = p.hospital_id AND c.id = p.id RETURNING c.*)
  INSERT INTO appointment_counts (hospital_id, branch_id, doctor_id, status, amount)
    SELECT hospital_id, branch_id, doctor_id, status, sum(amount) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0;
  WITH several AS (
    SELECT branch_id, day FROM appointment_days WHERE hospital_id = hospital GROUP BY 1, 2 HAVING count(*) > 1),
  picked AS (
    SELECT c.hospital_id, c.id FROM appointment_days c
    JOIN several s ON c.branch_id IS NOT DISTINCT FROM s.branch_id AND c.day = s.day
    WHERE c.hospital_id = hospital ORDER BY c.id FOR UPDATE OF c SKIP LOCKED),
  gone AS (DELETE FROM appointment_days c USING picked p WHERE c.hospital_id = p.hospital_id AND c.id = p.id RETURNING c.*)
  INSERT INTO appointment_days (hospital_id, branch_id, day, amount)
    SELECT hospital_id, branch_id, day, sum(amount) FROM gone GROUP BY 1, 2, 3 HAVING sum(amount) <> 0;
$$;

-- Of a change only what differs is written: most leave an appointment's doctor, status and day as they are.
CREATE FUNCTION count_appointments() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO appointment_counts (hospital_id, branch_id, doctor_id, status, amount)
      SELECT hospital_id, branch_id, doctor_id, status, count(*) FROM new_rows WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4;
    INSERT INTO appointment_days (hospital_id, branch_id, day, amount)
      SELECT hospital_id, branch_id, (starts_at AT TIME ZONE 'UTC')::date, count(*) FROM new_rows WHERE deleted_at IS NULL
      GROUP BY 1, 2, 3;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO appointment_counts (hospital_id, branch_id, doctor_id, status, amount)
      SELECT hospital_id, branch_id, doctor_id, status, -count(*) FROM old_rows WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4;
    INSERT INTO appointment_days (hospital_id, branch_id, day, amount)
      SELECT hospital_id, branch_id, (starts_at AT TIME ZONE 'UTC')::date, -count(*) FROM old_rows WHERE deleted_at IS NULL
      GROUP BY 1, 2, 3;
  ELSE
    INSERT INTO appointment_counts (hospital_id, branch_id, doctor_id, status, amount)
      SELECT hospital_id, branch_id, doctor_id, status, sum(change)
      FROM (
        SELECT hospital_id, branch_id, doctor_id, status, 1 AS change FROM new_rows WHERE deleted_at IS NULL
        UNION ALL
        SELECT hospital_id, branch_id, doctor_id, status, -1 FROM old_rows WHERE deleted_at IS NULL) AS changes
      GROUP BY 1, 2, 3, 4 HAVING sum(change) <> 0;
    INSERT INTO appointment_days (hospital_id, branch_id, day, amount)
      SELECT hospital_id, branch_id, (starts_at AT TIME ZONE 'UTC')::date, sum(change)
      FROM (
        SELECT hospital_id, branch_id, starts_at, 1 AS change FROM new_rows WHERE deleted_at IS NULL
        UNION ALL
        SELECT hospital_id, branch_id, starts_at, -1 FROM old_rows WHERE deleted_at IS NULL) AS changes
      GROUP BY 1, 2, 3 HAVING sum(change) <> 0;
  END IF;
  IF random() < 1.0 / 64 THEN
    IF TG_OP = 'DELETE' THEN
      PERFORM fold_appointment_counts(hospital_id) FROM (SELECT DISTINCT hospital_id FROM old_rows) AS touched;
    ELSE
      PERFORM fold_appointment_counts(hospital_id) FROM (SELECT DISTINCT hospital_id FROM new_rows) AS touched;
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION fold_call_counts(hospital uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH several AS (
    SELECT branch_id, agent_type FROM call_counts WHERE hospital_id = hospital GROUP BY 1, 2 HAVING count(*) > 1),
  picked AS (
    SELECT c.hospital_id, c.id FROM call_counts c
    JOIN several s ON c.branch_id IS NOT DISTINCT FROM s.branch_id AND c.agent_type = s.agent_type
    WHERE c.hospital_id = hospital ORDER BY c.id FOR UPDATE OF c SKIP LOCKED),
  gone AS (DELETE FROM call_counts c USING picked p WHERE c.hospital_id = p.hospital_id AND c.id = p.id RETURNING c.*)
  INSERT INTO call_counts (hospital_id, branch_id, agent_type, amount)
    SELECT hospital_id, branch_id, agent_type, sum(amount) FROM gone GROUP BY 1, 2, 3 HAVING sum(amount) <> 0;
  WITH several AS (
    SELECT branch_id, day FROM call_days WHERE hospital_id = hospital GROUP BY 1, 2 HAVING count(*) > 1),
  picked AS (
    SELECT c.hospital_id, c.id FROM call_days c
    JOIN several s ON c.branch_id IS NOT DISTINCT FROM s.branch_id AND c.day = s.day
    WHERE c.hospital_id = hospital ORDER BY c.id FOR UPDATE OF c SKIP LOCKED),
  gone AS (DELETE FROM call_days c USING picked p WHERE c.hospital_id = p.hospital_id AND c.id = p.id RETURNING c.*)
  INSERT INTO call_days (hospital_id, branch_id, day, amount)
    SELECT hospital_id, branch_id, day, sum(amount) FROM gone GROUP BY 1, 2, 3 HAVING sum(amount) <> 0;
$$;

-- A call never changes its kind, branch or beginning, and is never taken away.
CREATE FUNCTION count_calls() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  INSERT INTO call_counts (hospital_id, branch_id, agent_type, amount)
    SELECT hospital_id, branch_id, agent_type, count(*) FROM new_rows GROUP BY 1, 2, 3;
  INSERT INTO call_days (hospital_id, branch_id, day, amount)
    SELECT hospital_id, branch_id, (created_at AT TIME ZONE 'UTC')::date, count(*) FROM new_rows GROUP BY 1, 2, 3;
  IF random() < 1.0 / 64 THEN
    PERFORM fold_call_counts(hospital_id) FROM (SELECT DISTINCT hospital_id FROM new_rows) AS touched;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION calls_keep_their_count() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'a call keeps its hospital, branch, kind and beginning';
END $$;

-- What is there already.
INSERT INTO appointment_counts (hospital_id, branch_id, doctor_id, status, amount)
  SELECT hospital_id, branch_id, doctor_id, status, count(*) FROM appointments WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4;
INSERT INTO appointment_days (hospital_id, branch_id, day, amount)
  SELECT hospital_id, branch_id, (starts_at AT TIME ZONE 'UTC')::date, count(*) FROM appointments WHERE deleted_at IS NULL GROUP BY 1, 2, 3;
INSERT INTO call_counts (hospital_id, branch_id, agent_type, amount)
  SELECT hospital_id, branch_id, agent_type, count(*) FROM calls GROUP BY 1, 2, 3;
INSERT INTO call_days (hospital_id, branch_id, day, amount)
  SELECT hospital_id, branch_id, (created_at AT TIME ZONE 'UTC')::date, count(*) FROM calls GROUP BY 1, 2, 3;

CREATE TRIGGER count_inserted AFTER INSERT ON appointments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_appointments();
CREATE TRIGGER count_updated AFTER UPDATE ON appointments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_appointments();
CREATE TRIGGER count_deleted AFTER DELETE ON appointments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_appointments();
CREATE TRIGGER count_inserted AFTER INSERT ON calls REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_calls();
CREATE TRIGGER keep_count BEFORE UPDATE OF hospital_id, branch_id, agent_type, created_at ON calls FOR EACH ROW
  WHEN ((OLD.hospital_id, OLD.branch_id, OLD.agent_type, OLD.created_at) IS DISTINCT FROM
    (NEW.hospital_id, NEW.branch_id, NEW.agent_type, NEW.created_at))
  EXECUTE FUNCTION calls_keep_their_count();

CREATE INDEX calls_agent ON calls (hospital_id, agent_type, created_at DESC, id DESC);

-- Searches and names -------------------------------------------------------------------------------------------------------------
-- As search_patients: with the rights of the owner, confined to the connection's hospital and branch, returning ids only.

-- A text as fold-name.ts folds what is searched for: one form of every letter, single spaces, lower case.
CREATE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(btrim(regexp_replace(normalize(value, NFKC), '\s+', ' ', 'g')));
GRANT EXECUTE ON FUNCTION fold_text(text) TO trilock_app;

DROP INDEX doctors_search;
CREATE INDEX doctors_search ON doctors
  USING gin (hospital_id, (fold_text(name) || E'\n' || coalesce(phone, '') || E'\n' || coalesce(email, '') || E'\n'
    || coalesce(fold_text(specialty), '')) gin_trgm_ops) WHERE deleted_at IS NULL;

CREATE FUNCTION search_doctors(anywhere text[], beginning text[]) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 20
AS $$
  SELECT d.id FROM doctors d
  WHERE d.hospital_id = app_hospital() AND d.deleted_at IS NULL AND app_branch() <> ''
    AND (app_branch() = '*' OR d.branch_id IS NULL OR d.branch_id::text = app_branch())
    AND ((cardinality(anywhere) > 0 AND (fold_text(d.name) || E'\n' || coalesce(d.phone, '') || E'\n' || coalesce(d.email, '') || E'\n'
        || coalesce(fold_text(d.specialty), '')) LIKE ANY (anywhere))
      OR (cardinality(beginning) > 0 AND (fold_text(d.name) LIKE ANY (beginning) OR d.phone LIKE ANY (beginning)
        OR d.email LIKE ANY (beginning) OR fold_text(d.specialty) LIKE ANY (beginning))))
$$;

-- Branches are few: with the caller's own rights, row-level security and all.
CREATE FUNCTION search_branches(anywhere text[], beginning text[]) RETURNS SETOF uuid
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp ROWS 5
AS $$
  SELECT b.id FROM branches b
  WHERE b.hospital_id = app_hospital()
    AND (fold_text(b.name) LIKE ANY (anywhere || beginning) OR fold_text(b.location) LIKE ANY (anywhere || beginning))
$$;
GRANT EXECUTE ON FUNCTION search_branches(text[], text[]) TO trilock_app;

-- By the names of patient and doctor. Patterns of `anywhere` go through the index of patients first, whose text holds more.
CREATE FUNCTION search_appointments(anywhere text[], beginning text[]) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 200
AS $$
  SELECT a.id FROM appointments a
  WHERE a.hospital_id = app_hospital() AND a.deleted_at IS NULL AND app_branch() <> ''
    AND (app_branch() = '*' OR a.branch_id IS NULL OR a.branch_id::text = app_branch())
    AND a.patient_id IN (
      SELECT p.id FROM patients p
      WHERE p.hospital_id = app_hospital() AND p.deleted_at IS NULL AND cardinality(anywhere) > 0
        AND (p.name_folded || E'\n' || p.phone || E'\n' || coalesce(p.email, '')) LIKE ANY (anywhere)
        AND p.name_folded LIKE ANY (anywhere)
      UNION ALL
      SELECT p.id FROM patients p
      WHERE p.hospital_id = app_hospital() AND p.deleted_at IS NULL AND cardinality(beginning) > 0
        AND p.name_folded LIKE ANY (beginning))
  UNION
  SELECT a.id FROM appointments a
  WHERE a.hospital_id = app_hospital() AND a.deleted_at IS NULL AND app_branch() <> ''
    AND (app_branch() = '*' OR a.branch_id IS NULL OR a.branch_id::text = app_branch())
    AND a.doctor_id IN (
      SELECT d.id FROM doctors d
      WHERE d.hospital_id = app_hospital() AND d.deleted_at IS NULL AND fold_text(d.name) LIKE ANY (anywhere || beginning))
$$;

-- An appointment or a call that a branch-locked key sees names its people, though it does not see their records: patients
-- without a branch are invisible to it.
CREATE FUNCTION appointment_names(ids uuid[]) RETURNS TABLE (id uuid, patient_name text, doctor_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 20
AS $$
  SELECT a.id, p.name, d.name
  FROM appointments a
  JOIN patients p ON p.hospital_id = a.hospital_id AND p.id = a.patient_id
  JOIN doctors d ON d.hospital_id = a.hospital_id AND d.id = a.doctor_id
  WHERE a.hospital_id = app_hospital() AND a.id = ANY (ids) AND app_branch() <> ''
    AND (app_branch() = '*' OR a.branch_id IS NULL OR a.branch_id::text = app_branch())
$$;
CREATE FUNCTION call_patient_names(ids uuid[]) RETURNS TABLE (id uuid, patient_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 20
AS $$
  SELECT c.id, p.name
  FROM calls c JOIN patients p ON p.hospital_id = c.hospital_id AND p.id = c.patient_id
  WHERE c.hospital_id = app_hospital() AND c.id = ANY (ids) AND app_branch() <> ''
    AND (app_branch() = '*' OR c.branch_id IS NULL OR c.branch_id::text = app_branch())
$$;

-- When a doctor whom the connection sees is taken, in whatever branch: times only. A slot that another branch has booked must
-- not be shown as free. No appointment is longer than 24 hours (CHECK), which lets the index be used from both sides.
CREATE FUNCTION doctor_busy(doctor uuid, since timestamptz, until timestamptz, ignored uuid)
  RETURNS TABLE (starts_at timestamptz, ends_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 50
AS $$
  SELECT a.starts_at, a.ends_at FROM appointments a
  JOIN doctors d ON d.hospital_id = a.hospital_id AND d.id = a.doctor_id
  WHERE a.hospital_id = app_hospital() AND a.doctor_id = doctor AND a.deleted_at IS NULL AND a.status NOT IN ('cancelled', 'no_show')
    AND a.starts_at > since - interval '24 hours' AND a.starts_at < until AND a.ends_at > since
    AND a.id IS DISTINCT FROM ignored AND app_branch() <> ''
    AND (app_branch() = '*' OR d.branch_id IS NULL OR d.branch_id::text = app_branch())
  ORDER BY a.starts_at
$$;

-- Events ---------------------------------------------------------------------------------------------------------------------
-- A sequence's numbers become visible in the order of commits, not of numbers: a reader that goes on from the highest one would
-- miss what commits later with a lower one. So a number to resume from, `position`, is given to events that are visible
-- already, by one writer a hospital at a time. Events of one resource are written under its lock, so that `id` orders them.
-- The event's id for the world is random: positions would tell a branch-locked key how much the others do.

ALTER TABLE outbox_events ADD COLUMN event_id uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN position bigint;
CREATE INDEX outbox_unpositioned ON outbox_events (hospital_id, id) WHERE position IS NULL;
CREATE UNIQUE INDEX outbox_position ON outbox_events (hospital_id, position) WHERE position IS NOT NULL;
CREATE UNIQUE INDEX outbox_event ON outbox_events (hospital_id, event_id);

CREATE TABLE outbox_positions (hospital_id uuid PRIMARY KEY, last bigint NOT NULL);
ALTER TABLE outbox_positions ENABLE ROW LEVEL SECURITY;

-- Gives visible events of the connection's hospital a position, 5,000 at a time: a hospital that nobody listened to for days
-- must not come upon the time limit. Returns the last position given ever, and whether to ask again.
CREATE FUNCTION sequence_outbox(OUT reached bigint, OUT more boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
  hospital constant uuid := app_hospital();
  given integer := 0;
  event bigint;
BEGIN
  more := false;
  IF hospital IS NULL THEN RETURN; END IF;
  INSERT INTO outbox_positions (hospital_id, last) VALUES (hospital, 0) ON CONFLICT DO NOTHING;
  -- Whoever comes second waits here, and each statement after it sees what the first one has committed.
  SELECT last INTO reached FROM outbox_positions WHERE hospital_id = hospital FOR UPDATE;
  -- One by one: of a hospital that the statistics do not know yet the planner expects one event, and would join all with all.
  FOR event IN
    SELECT e.id FROM outbox_events e WHERE e.hospital_id = hospital AND e.position IS NULL ORDER BY e.id LIMIT 5000
  LOOP
    reached := reached + 1;
    given := given + 1;
    UPDATE outbox_events e SET position = reached WHERE e.hospital_id = hospital AND e.id = event;
  END LOOP;
  more := given = 5000;
  IF given > 0 THEN UPDATE outbox_positions SET last = reached WHERE hospital_id = hospital; END IF;
END $$;

-- A socket ticket is used once: its `jti` is here from its use until it expires.
CREATE TABLE spent_tickets (
  hospital_id uuid NOT NULL, jti uuid NOT NULL, expires_at timestamptz(3) NOT NULL, PRIMARY KEY (hospital_id, jti));
ALTER TABLE spent_tickets ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON spent_tickets TO trilock_app USING (hospital_id = (SELECT app_hospital()));
GRANT SELECT, INSERT ON spent_tickets TO trilock_app;

CREATE OR REPLACE FUNCTION prune_expired() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  DELETE FROM idempotency_records WHERE expires_at < now();
  DELETE FROM outbox_events WHERE occurred_at < now() - interval '72 hours';
  DELETE FROM spent_tickets WHERE expires_at < now() - interval '1 hour';
  DELETE FROM refresh_families WHERE expires_at < now() - interval '30 days';
  DELETE FROM sessions WHERE expires_at < now() - interval '30 days';
  DELETE FROM hospital_tokens WHERE expires_at < now() - interval '90 days';
  DELETE FROM api_secrets WHERE expires_at < now() - interval '90 days';
$$;

REVOKE ALL ON FUNCTION fold_appointment_counts(uuid), count_appointments(), fold_call_counts(uuid), count_calls(),
  calls_keep_their_count(), search_doctors(text[], text[]), search_appointments(text[], text[]), appointment_names(uuid[]),
  call_patient_names(uuid[]), doctor_busy(uuid, timestamptz, timestamptz, uuid), sequence_outbox() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_doctors(text[], text[]), search_appointments(text[], text[]), appointment_names(uuid[]),
  call_patient_names(uuid[]), doctor_busy(uuid, timestamptz, timestamptz, uuid), sequence_outbox(), calls_keep_their_count()
  TO trilock_app;
