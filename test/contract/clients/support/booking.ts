import { toTypeId } from '@/server/kernel/typeid';
import type { TestApp } from '../../../support/app';
import type { Tenant } from '../../../support/factory';

/** An instant without fractions of a second, as the published documentation writes one. */
export function instantIn(days: number): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T14:00:00Z`;
}

/** What the published documentation leaves to its reader: whom to book with whom, and when. */
export async function newBooking(tenant: Tenant) {
  const [patient, doctor] = [await tenant.patient(), await tenant.doctor()];
  return {
    patientId: toTypeId('patient', patient.id),
    doctorId: toTypeId('doctor', doctor.id),
    dateTime: instantIn(2),
  };
}

/** The appointments of a hospital as they are stored. */
export function storedAppointments(app: TestApp, { hospitalId }: Tenant) {
  return app.sql<{ id: string; status: string; type: string; reason: string | null; starts_at: Date }>(
    'SELECT id, status, type, reason, starts_at FROM appointments WHERE hospital_id = $1 ORDER BY created_at',
    [hospitalId],
  );
}
