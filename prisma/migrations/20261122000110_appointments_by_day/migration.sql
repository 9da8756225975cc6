-- Lists of appointments by days, and by the status within a branch.

-- A list of a span of days, newest booking first: the span is of one column and the order of another, which no index gives for
-- both. Day by day one does: the newest of each day, and of these the newest. A column, since an expression would not be used
-- under row-level security (its function is not leakproof).
ALTER TABLE appointments ADD COLUMN starts_day date GENERATED ALWAYS AS ((starts_at AT TIME ZONE 'UTC')::date) STORED;
CREATE INDEX appointments_day ON appointments (hospital_id, starts_day, created_at DESC, id DESC) WHERE deleted_at IS NULL;

-- Behind a branch lock a filter by status is the only one that is given, and a rare status must not be sought through the branch.
CREATE INDEX appointments_branch_status ON appointments (hospital_id, branch_id, status, created_at DESC, id DESC)
  WHERE deleted_at IS NULL;

-- A doctor is of one hospital: taken for independent, the two leave so few rows that sorting all of them seems cheaper than the
-- index in the list's order.
CREATE STATISTICS appointments_links (dependencies) ON hospital_id, branch_id, doctor_id, patient_id FROM appointments;
