import { io } from 'socket.io-client';
import { TenantDatabase } from '@/server/db/tenant-database';
import { updateApiKey } from '@/server/domain/api-keys/update-api-key';
import { newId } from '@/server/kernel/new-id';
import { startChild } from './child';
import { makeKeys } from './make-keys';
import { options } from './options';
import { median } from './rounds';
import type { World } from './world';

/** An address may have 100. */
const SOCKETS = 90;
const DEADLINE_MS = 5_000;

type Key = World['keys'][number];

/**
 * How long a socket outlives the commit that disables its key. The change is made by another process than the one that holds
 * the socket, as with several instances. Contract section 1, rule 8 allows 100 ms.
 */
export async function benchClosing(world: World) {
  if (!(options.only?.includes('s') ?? true)) return null;
  const server = await startChild<{ url: string }>('servers/trilock', world);
  const db = new TenantDatabase({ connectionString: world.urls.app, poolSize: 1, readers: 1 });
  try {
    const closings: number[] = [];
    for (const key of await makeKeys(SOCKETS, world)) {
      const { closed } = await connect(new URL(server.ready.url).origin, key);
      await disable(db, world.hospitalId, key);
      const answeredAt = performance.now();
      closings.push((await closed) - answeredAt);
    }
    return show(closings);
  } finally {
    await Promise.all([server.stop(), db.close()]);
  }
}

/** An open socket. `closed` resolves with the moment at which it is not any more. */
async function connect(url: string, { key, secret, token }: Key): Promise<{ closed: Promise<number> }> {
  const headers = { 'x-api-key': key, 'x-api-secret': secret, authorization: `Bearer ${token}` };
  const reply = await fetch(`${url}/api/external/ws-ticket`, { method: 'POST', headers });
  if (reply.status !== 201) throw new Error(`no ticket: ${reply.status}`);
  const { data } = (await reply.json()) as { data: { token: string; ws_path: string } };
  const socket = io(url, {
    path: data.ws_path,
    auth: { token: data.token },
    transports: ['websocket'],
    reconnection: false,
    timeout: DEADLINE_MS,
  });
  const closed = new Promise<number>((resolve) => socket.once('disconnect', () => resolve(performance.now())));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { closed };
}

function disable(db: TenantDatabase, hospitalId: string, { key }: Key): Promise<unknown> {
  const actor = { userId: newId(), now: new Date(), check: () => {} };
  return db.transaction({ hospitalId, branchId: null }, (tx) => updateApiKey(tx, hospitalId, key, { isActive: false }, actor));
}

function show(closings: readonly number[]) {
  const sorted = [...closings].sort((a, b) => a - b);
  const result = { p50: median(sorted), p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, max: sorted.at(-1) ?? 0 };
  const [p50, p99, max] = [result.p50, result.p99, result.max].map((ms) => ms.toFixed(1));
  console.log(
    `\nA socket after its key was disabled by another process, ${sorted.length} times, ms after the commit was answered`,
  );
  console.log(`p50 ${p50}, p99 ${p99}, max ${max}; over 100 ms: ${sorted.filter((ms) => ms > 100).length}`);
  return { title: 'Closing of sockets', ...result };
}
