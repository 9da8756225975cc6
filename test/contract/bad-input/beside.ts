/** Rows of a hospital by the prefix of their TypeID. */
export type Ids = Readonly<Record<string, readonly string[]>>;

const DAY = 86_400_000;
let booked = 0;

/** A time that no other call of this run asks for, so that only the field itself can stand in the way. */
function nextSlot() {
  const hour = booked % 24;
  const date = new Date(Date.now() + (30 + Math.floor(booked / 24)) * DAY);
  booked++;
  return { appointment_date: date.toISOString().slice(0, 10), appointment_time: `${String(hour).padStart(2, '0')}:00` };
}

/** The same as v1 says it. */
function nextInstant() {
  const { appointment_date: date, appointment_time: time } = nextSlot();
  return { dateTime: `${date}T${time}:00Z` };
}

const found = { patient_id: undefined, patient_phone: '9876543210', patient_name: 'Asha Menon' };

type Beside = (ids: Ids, value: unknown) => Readonly<Record<string, unknown>>;

/** With what a field is sent whose value is looked at, or means anything, only beside others; `undefined`: without that one. */
export const BESIDE: Readonly<Record<string, Beside>> = {
  'createPatient.appointment_time': ({ doc }) => ({ doctor_id: doc?.[0] }),
  'createAppointment.patient_id': () => ({ ...found, ...nextSlot() }),
  'createAppointment.patient_phone': (_ids, value) => ({ ...(value !== null && found), ...nextSlot() }),
  'createAppointment.patient_name': (_ids, value) => ({ ...(value !== null && found), ...nextSlot() }),
  'createAppointment.branch_id': nextSlot,
  'createAppointment.notes': nextSlot,
  'createAppointment.booking_source': nextSlot,
  'bookAppointment.reason': nextInstant,
  'bookAppointment.notes': nextInstant,
  'updateAppointment.appointment_date': () => ({ appointment_time: '10:00' }),
};
