import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPhone } from '../../support/factory';
import { send } from '../../support/http';
import { type Live, openLive, refusalOf, type Ticket, ticketFor } from '../../support/live';
import { alternately, type Created, openPair, type Pair } from './pair';

let pair: Pair;

beforeAll(async () => {
  pair = await openPair();
}, 180_000);
afterAll(() => pair.close());

const other = (turn: 0 | 1) => (turn === 0 ? 1 : 0);

/** A ticket of one instance, to be shown to the other. */
async function ticketOf(turn: 0 | 1, key: Created): Promise<Ticket> {
  return { ...(await ticketFor(pair.servers[turn], key)), ws_url: pair.servers[other(turn)].url };
}

async function follow(turn: 0 | 1, key: Created, auth: Record<string, unknown> = {}): Promise<Live> {
  const opened = openLive(await ticketOf(other(turn), key), auth, { transports: ['websocket'] });
  await opened.connected;
  return opened;
}

async function newPatient(turn: 0 | 1, key: Created): Promise<string> {
  const body = { name: 'Asha Menon', phone: newPhone() };
  const reply = await send(pair.servers[turn], 'POST', '/api/external/patients', { headers: key.headers, body });
  return (reply.body as { data: { patient_id: string } }).data.patient_id;
}

it('what is committed through either reaches the sockets of both, and a reader goes on at the other one', async () => {
  const key = await pair.newKey(0);
  const [first, second] = [await follow(0, key), await follow(1, key)];
  const ids = await alternately(40, (turn) => newPatient(turn, key));
  await Promise.all([first.received(40), second.received(40)]);
  const heard = ({ events }: Live) => events.map(({ id }) => id);
  expect(heard(second)).toEqual(heard(first));
  expect(first.events.map(({ data }) => data.id).sort()).toEqual([...ids].sort());
  first.close();
  const missed = await newPatient(0, key);
  const again = await follow(1, key, { last_event_id: first.events[29]?.id });
  const resumed = await again.received(11);
  expect(resumed.map(({ id }) => id)).toEqual([...heard(second).slice(30, 40), resumed[10]?.id]);
  expect(resumed[10]?.data.id).toBe(missed);
  for (const one of [second, again]) one.close();
});

it('a ticket is good once, whichever instance it is shown to', async () => {
  const key = await pair.newKey(0);
  const { token } = await ticketFor(pair.servers[0], key);
  const outcomes = await alternately(10, (turn) =>
    refusalOf(openLive({ token, ws_url: pair.servers[turn].url, ws_path: '/ws' }, {}, { transports: ['websocket'] })),
  );
  expect(outcomes.sort()).toEqual([...Array(9).fill('UNAUTHORIZED'), 'connected']);
});

it.each([0, 1] as const)('a key that is disabled through instance %i loses its sockets at both', async (turn) => {
  const key = await pair.newKey(turn);
  const open = [await follow(0, key), await follow(1, key)];
  await pair.asAdmin(turn, 'PATCH', `/api/hospitals/${pair.hospitalId}/api-keys/${key.id}`, { is_active: false });
  expect(await Promise.all(open.map(({ disconnected }) => disconnected))).toEqual(Array(2).fill('io server disconnect'));
});

it('a key has twenty sockets at both together', async () => {
  const key = await pair.newKey(0);
  const opened = await alternately(24, async (turn) => openLive(await ticketOf(turn, key), {}, { transports: ['websocket'] }));
  const outcomes = await Promise.all(
    opened.map(({ connected }) =>
      connected.then(
        () => true,
        () => false,
      ),
    ),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(20);
  for (const one of opened) one.close();
});

it('an instance that stops lets its clients go at once, and they go on at the other', async () => {
  const key = await pair.newKey(0);
  const one = await follow(1, key);
  await newPatient(0, key);
  const [seen] = await one.received(1);
  const polling = openLive(await ticketOf(0, key), {}, { transports: ['polling'] });
  await polling.connected;
  const since = performance.now();
  await pair.servers[1].stop();
  expect(performance.now() - since).toBeLessThan(5_000);
  expect(await one.disconnected).toBe('io server disconnect');
  // Between two polls there is nobody to tell: then the next one fails.
  expect(['io server disconnect', 'transport error']).toContain(await polling.disconnected);
  const missed = await newPatient(0, key);
  const again = openLive(await ticketFor(pair.servers[0], key).then((ticket) => ({ ...ticket, ws_url: pair.servers[0].url })), {
    last_event_id: seen?.id,
  });
  const [event] = await again.received(1);
  expect(event?.data.id).toBe(missed);
  again.close();
});
