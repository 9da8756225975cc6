-- Searches that find a large part of a large hospital. They return what a list filters and orders by, so that one pass gives the
-- page and the total, and no row that was found is looked up again (docs/performance.md, Large hospitals).

-- What a search reads of each row that it finds, so that it does not read the table.
DROP INDEX patients_name_prefix, patients_phone_prefix, patients_email_prefix;
CREATE INDEX patients_name_prefix ON patients (hospital_id, name_folded text_pattern_ops)
  INCLUDE (id, created_at, status, branch_id, doctor_id) WHERE deleted_at IS NULL;
CREATE INDEX patients_phone_prefix ON patients (hospital_id, phone text_pattern_ops)
  INCLUDE (name_folded, id, created_at, status, branch_id, doctor_id) WHERE deleted_at IS NULL;
CREATE INDEX patients_email_prefix ON patients (hospital_id, email text_pattern_ops)
  INCLUDE (name_folded, phone, id, created_at, status, branch_id, doctor_id) WHERE deleted_at IS NULL AND email IS NOT NULL;
DROP INDEX appointments_patient;
CREATE INDEX appointments_patient ON appointments (hospital_id, patient_id, created_at DESC, id DESC)
  INCLUDE (status, branch_id, doctor_id, starts_at) WHERE deleted_at IS NULL;

-- LIKE with a pattern that the planner does not know uses no index of prefixes; a range of texts does. Of prefixes that begin with
-- another one, which finds the same, only the shorter is kept.
CREATE FUNCTION prefix_ranges(beginning text[]) RETURNS TABLE (low text, high text)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp ROWS 2
AS $$
  WITH prefixes AS (
    SELECT DISTINCT regexp_replace(left(pattern, -1), '\\(.)', '\1', 'g') AS prefix FROM unnest(beginning) AS pattern)
  SELECT p.prefix, p.prefix || chr(1114111) FROM prefixes p
  WHERE NOT EXISTS (SELECT FROM prefixes o WHERE o.prefix <> p.prefix AND starts_with(p.prefix, o.prefix))
$$;

-- By name, phone and e-mail; see search_patients (20261121000200), whose place it takes, for the rights.
-- Generic plans: how many a pattern finds is not known to a custom one either, and planning takes longer than finding few.
CREATE FUNCTION find_patients(anywhere text[], beginning text[])
  RETURNS TABLE (hospital_id uuid, id uuid, created_at timestamptz, status text, branch_id uuid, doctor_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan ROWS 200
AS $$
#variable_conflict use_column
DECLARE
  hospital constant uuid := app_hospital();
  branch constant text := app_branch();
BEGIN
  IF cardinality(anywhere) > 0 THEN
    RETURN QUERY SELECT hospital, p.id, p.created_at, p.status, p.branch_id, p.doctor_id FROM patients p
      WHERE p.hospital_id = hospital AND p.deleted_at IS NULL AND (branch = '*' OR p.branch_id::text = branch)
        AND (p.name_folded || E'\n' || p.phone || E'\n' || coalesce(p.email, '')) LIKE ANY (anywhere);
  ELSE
    RETURN QUERY
      SELECT hospital, p.id, p.created_at, p.status, p.branch_id, p.doctor_id FROM prefix_ranges(beginning) r
      JOIN patients p ON p.name_folded ~>=~ r.low AND p.name_folded ~<~ r.high
      WHERE p.hospital_id = hospital AND p.deleted_at IS NULL AND (branch = '*' OR p.branch_id::text = branch)
      UNION ALL
      SELECT hospital, p.id, p.created_at, p.status, p.branch_id, p.doctor_id FROM prefix_ranges(beginning) r
      JOIN patients p ON p.phone ~>=~ r.low AND p.phone ~<~ r.high
      WHERE p.hospital_id = hospital AND p.deleted_at IS NULL AND (branch = '*' OR p.branch_id::text = branch)
        AND NOT p.name_folded LIKE ANY (beginning)
      UNION ALL
      SELECT hospital, p.id, p.created_at, p.status, p.branch_id, p.doctor_id FROM prefix_ranges(beginning) r
      JOIN patients p ON p.email ~>=~ r.low AND p.email ~<~ r.high
      WHERE p.hospital_id = hospital AND p.deleted_at IS NULL AND (branch = '*' OR p.branch_id::text = branch)
        AND p.email IS NOT NULL AND NOT p.name_folded LIKE ANY (beginning) AND NOT p.phone LIKE ANY (beginning);
  END IF;
END $$;

-- By the names of patient and doctor; takes the place of search_appointments (20261122000100).
CREATE FUNCTION find_appointments(anywhere text[], beginning text[])
  RETURNS TABLE (hospital_id uuid, id uuid, created_at timestamptz, status text, branch_id uuid, doctor_id uuid, patient_id uuid,
    starts_at timestamptz)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan ROWS 200
AS $$
#variable_conflict use_column
DECLARE
  hospital constant uuid := app_hospital();
  branch constant text := app_branch();
  people uuid[];
  doctors uuid[];
BEGIN
  IF branch = '' THEN RETURN; END IF;
  IF cardinality(anywhere) > 0 THEN
    -- The index of patients holds phone and e-mail too.
    people := ARRAY(SELECT p.id FROM patients p
      WHERE p.hospital_id = hospital AND p.deleted_at IS NULL
        AND (p.name_folded || E'\n' || p.phone || E'\n' || coalesce(p.email, '')) LIKE ANY (anywhere)
        AND p.name_folded LIKE ANY (anywhere));
  ELSE
    people := ARRAY(SELECT p.id FROM prefix_ranges(beginning) r
      JOIN patients p ON p.name_folded ~>=~ r.low AND p.name_folded ~<~ r.high
      WHERE p.hospital_id = hospital AND p.deleted_at IS NULL);
  END IF;
  RETURN QUERY
    SELECT hospital, a.id, a.created_at, a.status, a.branch_id, a.doctor_id, a.patient_id, a.starts_at
    FROM unnest(people) AS person(id) JOIN appointments a ON a.patient_id = person.id
    WHERE a.hospital_id = hospital AND a.deleted_at IS NULL
      AND (branch = '*' OR a.branch_id IS NULL OR a.branch_id::text = branch);
  doctors := ARRAY(SELECT d.id FROM doctors d
    WHERE d.hospital_id = hospital AND d.deleted_at IS NULL AND fold_text(d.name) LIKE ANY (anywhere || beginning));
  IF cardinality(doctors) = 0 THEN RETURN; END IF;
  RETURN QUERY
    SELECT hospital, a.id, a.created_at, a.status, a.branch_id, a.doctor_id, a.patient_id, a.starts_at
    FROM unnest(doctors) AS doctor(id) JOIN appointments a ON a.doctor_id = doctor.id
    WHERE a.hospital_id = hospital AND a.deleted_at IS NULL
      AND (branch = '*' OR a.branch_id IS NULL OR a.branch_id::text = branch)
      AND NOT a.patient_id IN (SELECT person.id FROM unnest(people) AS person(id));
END $$;

DROP FUNCTION search_patients(text[], text[]), search_appointments(text[], text[]);
REVOKE ALL ON FUNCTION prefix_ranges(text[]), find_patients(text[], text[]), find_appointments(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients(text[], text[]), find_appointments(text[], text[]) TO trilock_app;
