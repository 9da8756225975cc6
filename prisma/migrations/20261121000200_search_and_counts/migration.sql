-- Lists and searches of patients that cost the same in a hospital of a hundred and of a hundred thousand.

CREATE INDEX patients_newest ON patients (hospital_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX patients_branch ON patients (hospital_id, branch_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX patients_status ON patients (hospital_id, status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX patients_doctor ON patients (hospital_id, doctor_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX doctors_newest ON doctors (hospital_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX doctors_branch ON doctors (hospital_id, branch_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX appointments_newest ON appointments (hospital_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX appointments_starts ON appointments (hospital_id, starts_at, id) WHERE deleted_at IS NULL;
CREATE INDEX appointments_status ON appointments (hospital_id, status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX appointments_branch ON appointments (hospital_id, branch_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX appointments_patient ON appointments (hospital_id, patient_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX appointments_doctor ON appointments (hospital_id, doctor_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
-- For slots: what a doctor has in a stretch of days.
CREATE INDEX appointments_calendar ON appointments (hospital_id, doctor_id, starts_at) WHERE deleted_at IS NULL;

-- Search: name, phone and e-mail in one text, apart by a line feed, which no value holds.
CREATE INDEX patients_search ON patients
  USING gin (hospital_id, (name_folded || E'\n' || phone || E'\n' || coalesce(email, '')) gin_trgm_ops) WHERE deleted_at IS NULL;
-- Shorter than a trigram: by the beginning.
CREATE INDEX patients_name_prefix ON patients (hospital_id, name_folded text_pattern_ops) WHERE deleted_at IS NULL;
CREATE INDEX patients_phone_prefix ON patients (hospital_id, phone text_pattern_ops) WHERE deleted_at IS NULL;
CREATE INDEX patients_email_prefix ON patients (hospital_id, email text_pattern_ops) WHERE deleted_at IS NULL AND email IS NOT NULL;
CREATE INDEX doctors_search ON doctors
  USING gin (hospital_id, (lower(name) || E'\n' || coalesce(phone, '') || E'\n' || coalesce(email, '') || E'\n'
    || coalesce(lower(specialty), '')) gin_trgm_ops) WHERE deleted_at IS NULL;

-- LIKE is not leakproof: under row-level security its index would not be used (70 ms against 1.3 ms). So the search runs as
-- the table's owner, reads hospital and branch from the connection itself, and returns ids only.
-- `anywhere`: LIKE patterns for the joined text (3 characters and more); `beginning`: LIKE prefixes for shorter ones.
CREATE FUNCTION search_patients(anywhere text[], beginning text[]) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp ROWS 200
AS $$
  SELECT p.id FROM patients p
  WHERE p.hospital_id = app_hospital() AND p.deleted_at IS NULL AND (app_branch() = '*' OR p.branch_id::text = app_branch())
    AND cardinality(anywhere) > 0
    AND (p.name_folded || E'\n' || p.phone || E'\n' || coalesce(p.email, '')) LIKE ANY (anywhere)
  UNION
  SELECT p.id FROM patients p
  WHERE p.hospital_id = app_hospital() AND p.deleted_at IS NULL AND (app_branch() = '*' OR p.branch_id::text = app_branch())
    AND cardinality(beginning) > 0
    AND (p.name_folded LIKE ANY (beginning) OR p.phone LIKE ANY (beginning) OR p.email LIKE ANY (beginning))
$$;
REVOKE ALL ON FUNCTION search_patients(text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_patients(text[], text[]) TO trilock_app;

-- Counters -------------------------------------------------------------------------------------------------------------------
-- Each change appends what it adds and takes away; the count is the sum. Appending never waits for another transaction, as an
-- UPDATE of one counter row would. One statement in 64 folds a hospital's rows together; rows that another one is folding
-- are skipped, so nothing waits and nothing is counted twice.

CREATE FUNCTION count_patients() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO patient_counts (hospital_id, branch_id, doctor_id, status, amount)
      SELECT hospital_id, branch_id, doctor_id, status, count(*) FROM new_rows WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO patient_counts (hospital_id, branch_id, doctor_id, status, amount)
      SELECT hospital_id, branch_id, doctor_id, status, -count(*) FROM old_rows WHERE deleted_at IS NULL GROUP BY 1, 2, 3, 4;
  END IF;
  IF random() < 1.0 / 64 THEN
    IF TG_OP = 'DELETE' THEN
      PERFORM fold_patient_counts(hospital_id) FROM (SELECT DISTINCT hospital_id FROM old_rows) AS touched;
    ELSE
      PERFORM fold_patient_counts(hospital_id) FROM (SELECT DISTINCT hospital_id FROM new_rows) AS touched;
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION fold_patient_counts(hospital uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  WITH picked AS (
    SELECT hospital_id, id FROM patient_counts WHERE hospital_id = hospital ORDER BY id FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM patient_counts c USING picked p WHERE c.hospital_id = p.hospital_id AND c.id = p.id RETURNING c.*
  )
  INSERT INTO patient_counts (hospital_id, branch_id, doctor_id, status, amount)
    SELECT hospital_id, branch_id, doctor_id, status, sum(amount) FROM gone GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0
$$;
REVOKE ALL ON FUNCTION count_patients(), fold_patient_counts(uuid) FROM PUBLIC;

CREATE TRIGGER count_inserted AFTER INSERT ON patients REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_patients();
CREATE TRIGGER count_updated AFTER UPDATE ON patients REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_patients();
CREATE TRIGGER count_deleted AFTER DELETE ON patients REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_patients();
