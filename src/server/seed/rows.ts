/** A time as PostgreSQL's timestamptz takes it; JSON writes it in ISO. */
type Instant = Date;

/** YYYY-MM-DD. */
export type LocalDate = string;

export type Gender = 'MALE' | 'FEMALE' | 'OTHER' | 'UNKNOWN';
export type AppointmentStatus = 'scheduled' | 'confirmed' | 'in_progress' | 'completed' | 'cancelled' | 'no_show';
export type AppointmentType = 'CONSULTATION' | 'FOLLOW_UP' | 'IN_PERSON' | 'VIDEO';
export type AgentType = 'inbound' | 'reminder' | 'feedback';

interface Timestamps {
  createdAt: Instant;
  updatedAt: Instant;
}

export interface HospitalRow extends Timestamps {
  id: string;
  name: string;
  timezone: string;
  country: string;
  currency: string;
}

/** A row of a hospital's own table. */
interface TenantRow {
  hospitalId: string;
  id: string;
}

export interface BranchRow extends TenantRow, Timestamps {
  name: string;
  location: string;
  landmark: string;
  callerNumber: string;
  outboundNumber: string;
  status: 'ACTIVE' | 'INACTIVE';
  timezone: string | null;
  operatingHours: { day_of_week: number; is_open: boolean; start_time: string | null; end_time: string | null }[];
}

export interface DoctorRow extends TenantRow, Timestamps {
  branchId: string;
  name: string;
  phone: string;
  email: string;
  specialty: string;
  department: string;
  qualification: string;
  experienceYears: number;
  opFee: number;
  currency: string;
  status: 'ACTIVE' | 'INACTIVE';
  licenseNumber: string;
  bio: string;
  slotDurationMinutes: number;
  availabilityAt: Instant;
}

export interface WindowRow extends TenantRow, Timestamps {
  doctorId: string;
  dayOfWeek: number;
  startSecond: number;
  endSecond: number;
  isAvailable: boolean;
}

export interface OverrideRow extends TenantRow {
  doctorId: string;
  date: LocalDate;
  isAvailable: boolean;
  windows: { start_second: number; end_second: number }[] | null;
  reason: string;
  createdAt: Instant;
}

export interface PatientRow extends TenantRow, Timestamps {
  branchId: string | null;
  doctorId: string | null;
  name: string;
  nameFolded: string;
  phone: string;
  email: string | null;
  gender: Gender;
  dateOfBirth: LocalDate | null;
  age: number | null;
  address: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  medicalHistory: { conditions: string[]; allergies: string[]; medications: string[] } | null;
  insurance: { provider: string; policyNumber: string } | null;
  emergencyContact: { name: string; phone: string; relationship: string } | null;
}

export interface AppointmentRow extends TenantRow, Timestamps {
  branchId: string;
  patientId: string;
  doctorId: string;
  startsAt: Instant;
  endsAt: Instant;
  status: AppointmentStatus;
  type: AppointmentType;
  reason: string;
  notes: string | null;
  statusReason: string | null;
  bookingSource: string | null;
}

export interface CallRow extends TenantRow, Timestamps {
  branchId: string;
  patientId: string | null;
  agentType: AgentType;
  direction: 'INBOUND' | 'OUTBOUND';
  fromNumber: string;
  toNumber: string;
  status: 'completed' | 'missed' | 'failed';
  duration: number;
  endedAt: Instant;
}

export interface TranscriptLineRow extends TenantRow {
  callId: string;
  position: number;
  speaker: 'agent' | 'patient';
  text: string;
  createdAt: Instant;
}

/** The tables that the seed fills, in the order that their foreign keys ask for. */
export interface SeedTables {
  hospitals: HospitalRow;
  branches: BranchRow;
  doctors: DoctorRow;
  availability_windows: WindowRow;
  availability_overrides: OverrideRow;
  patients: PatientRow;
  appointments: AppointmentRow;
  calls: CallRow;
  transcript_lines: TranscriptLineRow;
}

export type SeedTable = keyof SeedTables;
export type SeedData = { [T in SeedTable]: SeedTables[T][] };
