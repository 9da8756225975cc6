import type { Transaction } from '@/server/db/prisma-client';
import { loadBookableDoctor } from '@/server/domain/availability/load-availability';
import { createPatient } from '@/server/domain/patients/create-patient';
import { findByIdentity, patientIdentity } from '@/server/domain/patients/patient-identity';
import type { Appointment } from './appointment';
import { bookAppointment, type NewAppointment } from './book-appointment';
import type { BookingScope } from './booking-scope';

/** Somebody of whom the caller knows no id. */
export type Person = { phone: string; name: string };

export type NewAppointmentForPerson = Omit<NewAppointment, 'patientId'> & { person: Person };

/**
 * Books for the patient with this phone and name, case and spaces folded, among those that the caller sees; where there is none,
 * adds one in the same transaction and tells `patient.created` too (contract section 6, POST /appointments).
 *
 * A new patient belongs to the branch of the appointment, so that whoever sees the one sees the other.
 * @param country the hospital's, for national phones.
 * @throws what bookAppointment throws; AppError VALIDATION_ERROR on `patient_phone` for a phone that cannot be one.
 */
export async function bookForPerson(
  tx: Transaction,
  scope: BookingScope & { country: string },
  { person, ...input }: NewAppointmentForPerson,
): Promise<Appointment> {
  const { hospitalId } = scope;
  // Before the doctor's lock, as POST /patients takes them: in another order two requests would wait for each other.
  const identity = patientIdentity(person.phone, person.name, scope.country, 'patient_phone');
  const found = await findByIdentity(tx, hospitalId, identity);
  const patientId = found?.id ?? (await addPerson(tx, scope, person, input));
  return bookAppointment(tx, scope, { ...input, patientId });
}

async function addPerson(
  tx: Transaction,
  scope: BookingScope & { country: string },
  { phone, name }: Person,
  { doctorId, branchId }: Pick<NewAppointment, 'doctorId' | 'branchId'>,
): Promise<string> {
  const { hospitalId, country, now } = scope;
  const doctor = await loadBookableDoctor(tx, scope, doctorId);
  const patientScope = { tenant: { hospitalId, branchId: scope.branchId }, country, mayRead: false, now };
  const created = await createPatient(tx, patientScope, {
    name,
    phone,
    email: null,
    gender: 'UNKNOWN',
    dateOfBirth: null,
    age: null,
    address: null,
    doctorId: null,
    branchId: branchId ?? doctor.branchId ?? undefined,
  });
  return created.id;
}
