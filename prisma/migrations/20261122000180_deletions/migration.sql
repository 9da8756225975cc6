-- What a deletion must know beyond a branch lock.

-- Does a doctor or a patient (the other one null) have anything in the hospital that the connection's branch lock keeps it from
-- changing: an appointment that is still booked, or a patient assigned to the doctor? Without a lock there is no such thing.
CREATE FUNCTION bound_elsewhere(doctor uuid, patient uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT app_branch() NOT IN ('', '*') AND (
    EXISTS (SELECT FROM appointments a
      WHERE a.hospital_id = app_hospital() AND (a.doctor_id = doctor OR a.patient_id = patient) AND a.deleted_at IS NULL
        AND a.status IN ('scheduled', 'confirmed', 'in_progress') AND a.branch_id::text IS DISTINCT FROM app_branch())
    OR EXISTS (SELECT FROM patients p
      WHERE p.hospital_id = app_hospital() AND p.doctor_id = doctor AND p.deleted_at IS NULL
        AND p.branch_id::text IS DISTINCT FROM app_branch()))
$$;
REVOKE ALL ON FUNCTION bound_elsewhere(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bound_elsewhere(uuid, uuid) TO trilock_app;
