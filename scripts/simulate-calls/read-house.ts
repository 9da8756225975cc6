import { type Client, Refusal } from './http';

export type Patient = { id: string; name: string; phone: string; branchId: string | null };
export type Doctor = { name: string; specialty: string | null };
export type Branch = { name: string; caller: string | null; outbound: string | null };

/** Who can be in a call, and where; empty where the credentials may not read it. */
export type House = {
  timezone: string;
  name: string;
  patients: Patient[];
  doctors: Doctor[];
  branches: Map<string, Branch>;
};

type List<Row> = { results: Row[] };
type PatientRow = { id: string; name: string; phone: string; branch_id: string | null; status: string };
type DoctorRow = { name: string; specialty: string | null };
type BranchRow = { id: string; name: string; caller_number: string | null; outbound_number: string | null };

/** What the key may read of its hospital, the newest hundred of each. */
export async function readHouse(call: Client): Promise<House> {
  const [me, patients, doctors, branches] = await Promise.all([
    call<{ hospital: { name: string; timezone: string } }>('GET', '/api/external/me'),
    rows<PatientRow>(call, '/api/external/patients?limit=100&status=ACTIVE'),
    rows<DoctorRow>(call, '/api/external/doctors?limit=100&status=ACTIVE'),
    rows<BranchRow>(call, '/api/external/branches?limit=100'),
  ]);
  return {
    ...me.hospital,
    patients: patients.map(({ branch_id: branchId, id, name, phone }) => ({ id, name, phone, branchId })),
    doctors,
    branches: new Map(
      branches.map((row) => [row.id, { name: row.name, caller: row.caller_number, outbound: row.outbound_number }]),
    ),
  };
}

async function rows<Row>(call: Client, path: string): Promise<Row[]> {
  try {
    return (await call<List<Row>>('GET', path)).results;
  } catch (error) {
    // A key that may record calls need not be allowed to read anything.
    if (error instanceof Refusal && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}
