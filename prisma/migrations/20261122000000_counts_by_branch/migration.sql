-- Counts tell of patients what lists would: a branch-locked key sees those of its branch only, also where a query forgets to
-- filter.
DROP POLICY tenant ON patient_counts;
CREATE POLICY tenant ON patient_counts TO trilock_app USING (
  hospital_id = (SELECT app_hospital()) AND ((SELECT app_branch()) = '*' OR branch_id::text = (SELECT app_branch())));
