import type { Client } from 'pg';
import { TenantDatabase } from '@/server/db/tenant-database';
import { type BookingOptions, bookAppointment, type NewAppointment } from '@/server/domain/appointments/book-appointment';
import type { BookingScope } from '@/server/domain/appointments/booking-scope';
import { AppError } from '@/server/kernel/app-error';
import { newId } from '@/server/kernel/new-id';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { onDatabase } from '../../support/server';

/** A Friday, 10:00 in Madrid. */
export const NOW = new Date('2026-11-20T09:00:00Z');
/** The Monday after, 10:00 in Madrid: within the hours of every doctor here who has any. */
export const MONDAY_TEN = new Date('2026-11-23T09:00:00Z');

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Two branches, their doctors and patients, one doctor of no branch; and a second hospital beside it. */
export async function openHouse() {
  const database: TestDatabase = await createTestDatabase();
  const db = new TenantDatabase({ connectionString: database.appUrl, poolSize: 10, readers: 1 });
  const ids = {
    hospital: newId(),
    other: newId(),
    north: newId(),
    south: newId(),
    northDoctor: newId(),
    southDoctor: newId(),
    sharedDoctor: newId(),
    freeDoctor: newId(),
    inactiveDoctor: newId(),
    goneDoctor: newId(),
    otherDoctor: newId(),
    northPatient: newId(),
    southPatient: newId(),
    patient: newId(),
    otherPatient: newId(),
  };
  await onDatabase(database.ownerUrl, (client) => fill(client, ids));
  const scope = (branchId: string | null = null, hospitalId = ids.hospital): BookingScope => {
    return { hospitalId, hospitalTimezone: 'Europe/Madrid', branchId, now: NOW };
  };

  /** In a transaction of its own. */
  const book = (input: Partial<NewAppointment>, by: BookingScope = scope(), options?: BookingOptions) =>
    db.transaction(by, (tx) => {
      const full = { patientId: ids.patient, doctorId: ids.northDoctor, startsAt: MONDAY_TEN, type: 'CONSULTATION', ...input };
      return bookAppointment(tx, by, full, options);
    });
  return {
    ids,
    db,
    database,
    scope,
    book,
    async close() {
      await db.close();
      await database.drop();
    },
  };
}

async function fill(client: Client, ids: Record<string, string>): Promise<void> {
  const { hospital, other, north, south } = ids;
  for (const id of [hospital, other]) {
    await client.query(
      `INSERT INTO hospitals (id, name, timezone, country, currency) VALUES ($1, 'H', 'Europe/Madrid', 'ES', 'EUR')`,
      [id],
    );
  }
  await client.query(
    `INSERT INTO branches (hospital_id, id, name, timezone) VALUES ($1, $2, 'North', NULL), ($1, $3, 'South', 'Atlantic/Canary')`,
    [hospital, north, south],
  );
  const doctor = (
    of: string | undefined,
    id: string | undefined,
    branch: string | null | undefined,
    status = 'ACTIVE',
    gone = false,
  ) =>
    client.query(
      `INSERT INTO doctors (hospital_id, id, branch_id, name, status, slot_duration_minutes, deleted_at)
       VALUES ($1, $2, $3, 'Dr', $4, 20, CASE WHEN $5 THEN now() END)`,
      [of, id, branch, status, gone],
    );
  await doctor(hospital, ids.northDoctor, north);
  await doctor(hospital, ids.southDoctor, south);
  await doctor(hospital, ids.sharedDoctor, null);
  await doctor(hospital, ids.freeDoctor, null);
  await doctor(hospital, ids.inactiveDoctor, null, 'INACTIVE');
  await doctor(hospital, ids.goneDoctor, null, 'ACTIVE', true);
  await doctor(other, ids.otherDoctor, null);
  for (const id of [ids.northDoctor, ids.southDoctor, ids.sharedDoctor]) {
    await client.query(
      `INSERT INTO availability_windows (hospital_id, id, doctor_id, day_of_week, start_second, end_second)
       SELECT $1, gen_random_uuid(), $2, day, 9 * 3600, 17 * 3600 FROM generate_series(1, 5) day`,
      [hospital, id],
    );
  }
  const patient = (of: string | undefined, id: string | undefined, branch: string | null | undefined) =>
    client.query(
      `INSERT INTO patients (hospital_id, id, branch_id, name, name_folded, phone) VALUES ($1, $2, $3, 'Ana', 'ana', '+34600000000')`,
      [of, id, branch],
    );
  await patient(hospital, ids.patient, null);
  await patient(hospital, ids.northPatient, north);
  await patient(hospital, ids.southPatient, south);
  await patient(other, ids.otherPatient, null);
}

/** The refusal that it ends in. @throws if it does not, or in anything that is no refusal. */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** The instants that a SLOT_TAKEN offers. */
export function alternatives(error: AppError): Date[] {
  return (error.details ?? []).map((detail) => new Date(String(detail.starts_at)));
}
