/** A patient as the domain knows it. Instants are Dates; a date of birth has no zone and stays text. */
export type Patient = {
  hospitalId: string;
  id: string;
  branchId: string | null;
  doctorId: string | null;
  name: string;
  /** E.164. */
  phone: string;
  email: string | null;
  gender: 'MALE' | 'FEMALE' | 'OTHER' | 'UNKNOWN';
  /** YYYY-MM-DD */
  dateOfBirth: string | null;
  /** Years: from the date of birth where there is one, else as told. */
  age: number | null;
  address: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  createdAt: Date;
  updatedAt: Date;
  /** Of the patient's branch; null: the hospital's. */
  timezone: string | null;
};

/** What SQL selects for a Patient from `patients p` and PATIENT_JOINS. */
export const PATIENT_COLUMNS = `p.hospital_id AS "hospitalId", p.id, p.branch_id AS "branchId", p.doctor_id AS "doctorId", p.name, p.phone,
  p.email, p.gender, p.date_of_birth AS "dateOfBirth", p.age, p.address, p.status, p.created_at AS "createdAt",
  p.updated_at AS "updatedAt", b.timezone`;

export const PATIENT_JOINS = 'LEFT JOIN branches b ON b.hospital_id = p.hospital_id AND b.id = p.branch_id';
