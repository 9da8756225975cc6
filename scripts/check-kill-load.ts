import { randomBytes, randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';

export type Locks = Record<'x-api-key' | 'x-api-secret' | 'authorization', string>;
export type Kind = 'list' | 'get' | 'create' | 'invalid' | 'refused' | 'flood' | 'retry';
export type Call = {
  kind: Kind;
  /** The X-Request-ID it was sent with: what its audit row is found by. */
  id: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  /** Of a POST that creates: a phone that no other call has. */
  phone: string | null;
};
export type Reply = { status: number; text: string; replayed: boolean };
/** A call whose answer arrived whole. */
export type Acknowledged = { call: Call; reply: Reply; at: number };

export const FLOOD_ADDRESS = '203.0.113.66';

/** Connections that do nothing but guess, from one address: enough to pass its limit within a second. */
const FLOODING = 3;
/** What the others do, by weights of 100. */
const MIX: [Kind, number][] = [
  ['list', 45],
  ['get', 20],
  ['create', 20],
  ['refused', 10],
  ['invalid', 5],
];

const requestId = () => `req_${randomBytes(13).toString('hex')}`;
const anyAddress = () => `198.51.${randomInt(256)}.${randomInt(256)}`;

/** A call of a kind. `patients`: ids that exist. */
export function callOf(kind: Kind, locks: Locks, patients: readonly string[]): Call {
  const id = requestId();
  const headers: Record<string, string> = { ...locks, 'x-request-id': id, 'x-forwarded-for': anyAddress() };
  const read = { kind, id, method: 'GET', path: '/api/external/patients?limit=20', headers, body: null, phone: null };
  if (kind === 'list') return { ...read, path: `/api/external/patients?limit=20&page=${randomInt(1, 90)}` };
  if (kind === 'get') return { ...read, path: `/api/external/patients/${patients[randomInt(patients.length)]}` };
  if (kind === 'create' || kind === 'invalid') return { ...read, ...creation(kind, id, headers) };
  if (kind === 'flood') headers['x-forwarded-for'] = FLOOD_ADDRESS;
  headers['x-api-secret'] = `TrLk${randomBytes(48).toString('base64')}`;
  return read;
}

let created = 10_000_000;

function creation(kind: Kind, id: string, headers: Record<string, string>) {
  const phone = `+9198${created++}`;
  const body = { name: `Kill Test ${id.slice(-8)}`, phone: kind === 'create' ? phone : 'none', gender: 'OTHER' };
  return {
    method: 'POST',
    path: '/api/external/patients',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(body),
    phone: kind === 'create' ? phone : null,
  };
}

/** Sends a call; rejects unless the whole answer arrived. */
export function send(url: string, agent: Agent, { method, path, headers, body }: Call): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('close', () => {
        if (!response.complete) return reject(new Error('cut off'));
        const replayed = response.headers['idempotent-replayed'] === 'true';
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), replayed });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

/**
 * Keeps `connections` busy until `stop`, which resolves to what was acknowledged and to the creations of which nobody knows
 * whether they happened.
 */
export function startLoad(url: string, locks: Locks, patients: readonly string[], connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const acknowledged: Acknowledged[] = [];
  const unknown: Call[] = [];
  let running = true;
  const work = async (next: () => Kind) => {
    while (running) {
      const call = callOf(next(), locks, patients);
      try {
        acknowledged.push({ call, reply: await send(url, agent, call), at: Date.now() });
      } catch {
        if (call.kind === 'create') unknown.push(call);
        // The first sign of the kill: what comes after it could only be refused by the system.
        return;
      }
    }
  };
  const workers = Array.from({ length: connections }, (_, index) => work(index < FLOODING ? () => 'flood' : anyKind));
  const stop = async () => {
    running = false;
    await Promise.all(workers);
    agent.destroy();
    return { acknowledged, unknown };
  };
  return { stop };
}

function anyKind(): Kind {
  let dice = randomInt(100);
  for (const [kind, weight] of MIX) {
    dice -= weight;
    if (dice < 0) return kind;
  }
  return 'list';
}
