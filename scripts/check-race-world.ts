import type { Locks } from './check-kill-load';
import { api, keysOf } from './check-kill-world';

/** A key of each surface, neither with limits. */
export type RaceWorld = { partner: Locks; server: Record<'x-api-key', string> };

/** Times of one doctor, each of which one request of many can have. */
export type Prize = {
  doctorId: string;
  /** For whom two of three ways book. */
  patientId: string;
  /** On the doctor's clock, and as instants. */
  slots: { date: string; startTime: string; startsAt: string }[];
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const DAYS_AHEAD = 3;

/** Makes the keys as a hospital would: over REST, as its admin. */
export async function makeRaceWorld(url: string): Promise<RaceWorld> {
  const { bearer, path } = await keysOf(url);
  type Created = { data: { key: string; secret: string; token: string } };
  const make = (wish: object) => api<Created>(url, 'POST', path, { rate_tier: 'enterprise', ...wish }, bearer);
  const { data: partner } = await make({ name: 'Race test', permissions: ['admin'] });
  const { data: server } = await make({ name: 'Race test, v1', kind: 'server', permissions: ['appointments:write'] });
  return {
    partner: { 'x-api-key': partner.key, 'x-api-secret': partner.secret, authorization: `Bearer ${partner.token}` },
    server: { 'x-api-key': server.key },
  };
}

/** A new doctor with as many free slots of half an hour on one day, and a patient. @param count at most 48. */
export async function makePrize(url: string, { partner }: RaceWorld, count: number): Promise<Prize> {
  const external = async <Data>(method: string, path: string, body?: unknown) => {
    const headers = { ...partner, 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/external${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { data: Data }).data;
  };
  const doctor = await external<{ id: string }>('POST', '/doctors', { name: 'Dr Race' });
  const windows = [{ start_time: '00:00', end_time: clock(count * 30) }];
  await external('PUT', `/doctors/${doctor.id}/availability`, {
    slot_duration_minutes: 30,
    weekly_schedule: EVERY_DAY.map((day) => ({ day_of_week: day, is_available: true, windows })),
  });
  const phone = `+9197${Date.now().toString().slice(-8)}`;
  const { patient_id: patientId } = await external<{ patient_id: string }>('POST', '/patients', { name: 'Race Test', phone });
  const date = new Date(Date.now() + DAYS_AHEAD * 86_400_000).toISOString().slice(0, 10);
  const day = await external<{ slots: { start_time: string; starts_at: string }[] }>(
    'GET',
    `/doctors/${doctor.id}/slots?date=${date}`,
  );
  const slots = day.slots.map(({ start_time: startTime, starts_at: startsAt }) => ({ date, startTime, startsAt }));
  if (slots.length !== count) throw new Error(`${slots.length} slots instead of ${count}`);
  return { doctorId: doctor.id, patientId, slots };
}

/** Minutes of the day as HH:MM; the midnight at its end is 00:00. */
function clock(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
