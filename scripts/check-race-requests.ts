import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { type Call, type Reply, send } from './check-kill-load';
import type { Prize, RaceWorld } from './check-race-world';

/** One request of the race, and what it was answered; null: nobody knows whether it happened. */
export type Entry = { call: Call; reply: Reply | null };

/** As many as a small machine keeps open without being refused by its own system. */
const CONNECTIONS = 250;

type Slot = Prize['slots'][number];
type Made = { path: string; headers: Record<string, string>; body: object; phone: string | null };
type Way = (world: RaceWorld, prize: Prize, slot: Slot) => Made;

/** A start of phones for each run of the program and race, so that no two requests share one. */
let phones = 10_000_000 + (Date.now() % 50_000_000);

/** The three ways to a booking, of both surfaces. */
const WAYS: readonly Way[] = [
  ({ partner }, { doctorId, patientId }, { date, startTime }) => ({
    path: '/api/external/appointments',
    headers: partner,
    body: {
      patient_id: patientId,
      doctor_id: doctorId,
      appointment_date: date,
      appointment_time: startTime,
      type: 'CONSULTATION',
    },
    phone: null,
  }),
  ({ partner }, { doctorId }, { startsAt }) => {
    const phone = `+9196${phones++}`;
    const body = { name: 'Race Test', phone, doctor_id: doctorId, appointment_time: startsAt };
    return { path: '/api/external/patients', headers: partner, body, phone };
  },
  ({ server }, { doctorId, patientId }, { startsAt }) => ({
    path: '/v1/appointments',
    headers: server,
    body: { patientId, doctorId, dateTime: startsAt },
    phone: null,
  }),
];

/** Requests for the slots in turns, by the ways in turns, each with an Idempotency-Key of its own. */
export function entriesOf(world: RaceWorld, prize: Prize, count: number): Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const slot = prize.slots[index % prize.slots.length];
    const way = WAYS[Math.floor(index / prize.slots.length) % WAYS.length];
    if (!slot || !way) throw new Error('no slots');
    const { path, headers, body, phone } = way(world, prize, slot);
    const id = `req_${randomBytes(13).toString('hex')}`;
    const all = { ...headers, 'content-type': 'application/json', 'idempotency-key': id, 'x-request-id': id };
    const call: Call = { kind: 'create', id, method: 'POST', path, headers: all, body: JSON.stringify(body), phone };
    return { call, reply: null };
  });
}

/**
 * Sends those of which nobody knows the answer, all at once, and notes what comes back.
 * @param answered is called after each answer; so that somebody may kill the server in the middle.
 */
export async function race(url: string, entries: readonly Entry[], answered: (reply: Reply) => void = () => {}): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const open = entries.filter(({ reply }) => reply === null);
  await Promise.all(
    open.map(async (entry) => {
      try {
        entry.reply = await send(url, agent, entry.call);
      } catch {
        return;
      }
      answered(entry.reply);
    }),
  );
  agent.destroy();
}
