/** What stands in records that were filled with care. */
export const CONDITIONS = [
  'Type 2 diabetes',
  'Hypertension',
  'Asthma',
  'Hypothyroidism',
  'Migraine',
  'Osteoarthritis',
  'Iron deficiency anaemia',
  'High cholesterol',
] as const;

export const ALLERGIES = ['Penicillin', 'Peanuts', 'Dust mites', 'Sulfa drugs', 'Shellfish', 'Ibuprofen'] as const;

export const MEDICATIONS = [
  'Metformin 500 mg',
  'Amlodipine 5 mg',
  'Levothyroxine 50 mcg',
  'Atorvastatin 10 mg',
  'Salbutamol inhaler',
  'Losartan 50 mg',
] as const;

export const RELATIONSHIPS = ['Spouse', 'Parent', 'Child', 'Relative', 'Friend'] as const;

export const CANCELLED_REASONS = [
  'Patient travelling',
  'Patient asked for another day',
  'Doctor on leave',
  'Feeling better',
  'Could not get off work',
] as const;

export const NO_SHOW_REASONS = ['Did not come, phone not answered', 'Came an hour late', 'Did not come'] as const;

export const BEFORE_VISIT_NOTES = [
  'Bring earlier reports.',
  'Wheelchair needed at the entrance.',
  'Prefers e-mail to calls.',
  'Comes with a relative.',
  'First visit; registration form sent.',
] as const;
