/** A doctor as the domain knows it. Instants are Dates. External sets licence and biography and does not show them; v1 does. */
export type Doctor = {
  id: string;
  hospitalId: string;
  branchId: string | null;
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  specialty: string | null;
  department: string | null;
  qualification: string | null;
  experienceYears: number | null;
  /** Of a consultation, in units of the currency with up to two decimals. */
  opFee: number | null;
  /** ISO 4217; null: the hospital's. */
  currency: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  /** Unique in the hospital. */
  licenseNumber: string | null;
  bio: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** Of the doctor's branch; null: the hospital's. */
  timezone: string | null;
};

/** What a caller may set. */
export type DoctorFields = Omit<Doctor, 'id' | 'hospitalId' | 'createdAt' | 'updatedAt' | 'timezone'>;

/** What SQL selects for a Doctor from `doctors d` and DOCTOR_JOINS. A fee has at most 12 digits, which a float holds exactly. */
export const DOCTOR_COLUMNS = `d.id, d.hospital_id AS "hospitalId", d.branch_id AS "branchId", d.name, d.phone, d.email, d.specialty,
  d.department, d.qualification, d.experience_years AS "experienceYears", d.op_fee::float8 AS "opFee", d.currency, d.status,
  d.license_number AS "licenseNumber", d.bio, d.created_at AS "createdAt", d.updated_at AS "updatedAt", b.timezone`;

export const DOCTOR_JOINS = 'LEFT JOIN branches b ON b.hospital_id = d.hospital_id AND b.id = d.branch_id';
