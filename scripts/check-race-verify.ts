import type pg from 'pg';
import { parseId } from '@/server/kernel/typeid';
import type { Reply } from './check-kill-load';
import type { Entry } from './check-race-requests';
import type { Prize } from './check-race-world';

/** Everything that is wrong after a race whose requests have all been answered; empty: each slot was booked once. */
export async function faultsOf(owner: pg.Client, prize: Prize, entries: readonly Entry[]): Promise<string[]> {
  return [...wrongAnswers(entries), ...(await wrongBookings(owner, prize, entries)), ...(await wrongPatients(owner, entries))];
}

function wrongAnswers(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ call, reply }) => {
    if (reply?.status === 201 || (reply?.status === 409 && reply.text.includes('"SLOT_TAKEN"'))) return [];
    return [`${call.path} ${call.id}: ${reply ? `${reply.status} ${reply.text.slice(0, 200)}` : 'no answer'}`];
  });
}

/** The id of what was booked, as a uuid, whatever the surface. */
export function bookedId({ text }: Reply): string | null {
  const { data } = JSON.parse(text) as { data: { appointment_id?: string; id?: string } };
  return parseId('appointment', data.appointment_id ?? data.id ?? '');
}

/** What is stored is what was acknowledged, no more and no less, one for each slot and none in the way of another. */
async function wrongBookings(owner: pg.Client, { doctorId, slots }: Prize, entries: readonly Entry[]): Promise<string[]> {
  const acknowledged = entries.flatMap(({ reply }) => (reply?.status === 201 ? [bookedId(reply)] : []));
  const { rows } = await owner.query<{ id: string; starts_at: Date }>(
    `SELECT id, starts_at FROM appointments WHERE doctor_id = $1 AND deleted_at IS NULL AND status NOT IN ('cancelled', 'no_show')`,
    [doctorId],
  );
  const overlaps = await owner.query(
    `SELECT a.id FROM appointments a JOIN appointments b ON a.hospital_id = b.hospital_id AND a.doctor_id = b.doctor_id AND a.id < b.id
       AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
     WHERE a.doctor_id = $1`,
    [doctorId],
  );
  const stored = new Set(rows.map(({ id }) => id));
  const starts = new Set(rows.map(({ starts_at }) => starts_at.getTime()));
  const free = slots.filter(({ startsAt }) => !starts.has(Date.parse(startsAt)));
  return [
    ...(rows.length === slots.length ? [] : [`${rows.length} bookings of ${slots.length} slots`]),
    ...(new Set(acknowledged).size === acknowledged.length ? [] : ['one booking was answered to two requests']),
    ...acknowledged.filter((id) => id === null || !stored.has(id)).map((id) => `${id} was answered and is not there`),
    ...rows.filter(({ id }) => !acknowledged.includes(id)).map(({ id }) => `${id} is there and was answered to nobody`),
    ...free.map(({ startsAt }) => `${startsAt} was booked by nobody`),
    ...overlaps.rows.map(({ id }: { id: string }) => `${id} overlaps another booking`),
  ];
}

/** Both or neither: a patient who came with a booking is there once if it was made, and not at all if it was refused. */
async function wrongPatients(owner: pg.Client, entries: readonly Entry[]): Promise<string[]> {
  const withPatient = entries.filter(({ call }) => call.phone !== null);
  const { rows } = await owner.query<{ phone: string; count: number }>(
    'SELECT phone, count(*)::int AS count FROM patients WHERE phone = ANY($1) GROUP BY 1',
    [withPatient.map(({ call }) => call.phone)],
  );
  const stored = new Map(rows.map(({ phone, count }) => [phone, count]));
  return withPatient.flatMap(({ call, reply }) => {
    const [count, due] = [stored.get(call.phone ?? '') ?? 0, reply?.status === 201 ? 1 : 0];
    return count === due ? [] : [`${call.id}: ${count} patients instead of ${due}`];
  });
}
