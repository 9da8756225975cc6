-- The audit log read by any of its filters, newest first, at the same price in a short and in a long log (docs/decisions/0017).

-- Ascending, and read backwards: rows come in the order of time, and of a group that grows at its end PostgreSQL keeps full
-- pages; of one that grows at its beginning it would halve them.
CREATE INDEX audit_events_action ON audit_events (hospital_id, action, occurred_at, id);
CREATE INDEX audit_events_address ON audit_events (hospital_id, address, occurred_at, id);
-- Of what keys do, which is most of the log, audit_events_key tells; of what was allowed, audit_events_newest.
CREATE INDEX audit_events_actor ON audit_events (hospital_id, actor_id, occurred_at, id)
  WHERE api_key_id IS NULL AND actor_id IS NOT NULL;
CREATE INDEX audit_events_outcome ON audit_events (hospital_id, outcome, occurred_at, id) WHERE outcome <> 'allowed';

-- Containment (@>) is not leakproof: under row-level security its index would not be used. So the search runs as the table's
-- owner, reads the hospital from the connection itself, and returns only where the rows are, no more than a page of them.
-- A filter that is null does not apply. Rows are those since `since` and before the position (`before`, `before_id`).
--
-- A patient who is in most answers is found among the newest rows. One who is not is looked up in the GIN index, month by month,
-- since that index gives all of a partition's rows or none. Planned anew each time: a plan that does not know the month looks into
-- every partition (20 ms became 5 s).
CREATE FUNCTION search_audit_of_patient(patient uuid, by_key uuid, by_actor uuid, with_action text, with_outcome text,
  from_address text, since timestamptz, before timestamptz, before_id uuid, wanted integer)
  RETURNS TABLE (id uuid, occurred_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan
  ROWS 100
AS $$
DECLARE
  own constant uuid := app_hospital();
  oldest timestamptz;
  month_end timestamptz;
  month_start timestamptz;
  last_at timestamptz := before;
  last_id uuid := before_id;
  missing integer := least(wanted, 1001);
  -- Of later months fewer: who is not in them at all must not pay much for each.
  newest integer := 1000;
BEGIN
  SELECT min(e.occurred_at) INTO oldest FROM audit_events e WHERE e.hospital_id = own AND e.occurred_at >= since;
  SELECT max(e.occurred_at) INTO month_end FROM audit_events e WHERE e.hospital_id = own AND e.occurred_at <= before;
  WHILE missing > 0 AND oldest IS NOT NULL AND month_end >= oldest LOOP
    month_start := date_trunc('month', month_end, 'UTC');
    -- The newest of the month: enough of them hold a patient who is everywhere.
    FOR id, occurred_at IN
      SELECT n.id, n.occurred_at FROM (
        SELECT e.id, e.occurred_at, e.patient_ids, e.api_key_id, e.actor_id, e.action, e.outcome, e.address FROM audit_events e
        WHERE e.hospital_id = own AND e.occurred_at >= greatest(month_start, since) AND e.occurred_at <= least(month_end, last_at)
          AND (e.occurred_at, e.id) < (last_at, last_id)
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT newest) n
      WHERE n.patient_ids @> ARRAY[patient]
        AND (by_key IS NULL OR n.api_key_id = by_key) AND (by_actor IS NULL OR (n.actor_id = by_actor AND n.api_key_id IS NULL))
        AND (with_action IS NULL OR n.action = with_action) AND (with_outcome IS NULL OR n.outcome = with_outcome)
        AND (from_address IS NULL OR n.address = from_address)
      ORDER BY n.occurred_at DESC, n.id DESC LIMIT missing
    LOOP
      RETURN NEXT;
      last_at := occurred_at;
      last_id := id;
      missing := missing - 1;
    END LOOP;
    IF missing > 0 THEN
      FOR id, occurred_at IN
        WITH found AS MATERIALIZED (
          SELECT e.id, e.occurred_at FROM audit_events e
          WHERE e.patient_ids @> ARRAY[patient] AND e.patient_ids <> '{}' AND e.hospital_id = own
            AND e.occurred_at >= greatest(month_start, since) AND e.occurred_at <= least(month_end, last_at)
            AND (e.occurred_at, e.id) < (last_at, last_id)
            AND (by_key IS NULL OR e.api_key_id = by_key) AND (by_actor IS NULL OR (e.actor_id = by_actor AND e.api_key_id IS NULL))
            AND (with_action IS NULL OR e.action = with_action) AND (with_outcome IS NULL OR e.outcome = with_outcome)
            AND (from_address IS NULL OR e.address = from_address))
        SELECT f.id, f.occurred_at FROM found f ORDER BY f.occurred_at DESC, f.id DESC LIMIT missing
      LOOP
        RETURN NEXT;
        last_at := occurred_at;
        last_id := id;
        missing := missing - 1;
      END LOOP;
    END IF;
    newest := 300;
    SELECT max(e.occurred_at) INTO month_end FROM audit_events e WHERE e.hospital_id = own AND e.occurred_at < month_start;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION search_audit_of_patient(uuid, uuid, uuid, text, text, text, timestamptz, timestamptz, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_audit_of_patient(uuid, uuid, uuid, text, text, text, timestamptz, timestamptz, uuid, integer)
  TO trilock_app;
