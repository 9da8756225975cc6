import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { writeStream } from '@/server/http/write-stream';

const PIECE = `${'x'.repeat(8_191)}\n`;
let close = () => {};
afterEach(() => close());

/** A server that answers with these pieces, and one request to it whose answer is not read yet. */
async function answerWith(pieces: (response: ServerResponse) => AsyncIterable<string>, stalledMs?: number) {
  let ended: Promise<unknown> = Promise.resolve();
  const server = createServer((message, response) => {
    const answer = { status: 200, headers: { 'Content-Type': 'text/csv' }, body: null };
    ended = writeStream(message, response, answer, pieces(response), { 'X-Always': '1' }, stalledMs).catch((error) => error);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  const outgoing = request({ port, host: '127.0.0.1', agent: false }).on('error', () => {});
  outgoing.end();
  const [reply] = (await once(outgoing, 'response')) as [IncomingMessage];
  reply.on('error', () => {});
  return { reply, ended: () => ended };
}

/** Resolves when the answer has ended without its end. */
async function cutOff(reply: IncomingMessage): Promise<void> {
  reply.resume();
  await new Promise((resolve) => reply.once('close', resolve));
  expect(reply.complete).toBe(false);
}

/** So many pieces; tells how much each found waiting. */
async function* pieces(amount: number, onPiece: (index: number) => void = () => {}) {
  for (let index = 0; index < amount; index++) {
    onPiece(index);
    yield PIECE;
  }
}

it('never keeps more than the response’s own buffer and one piece, however slow the reader', async () => {
  let most = 0;
  let limit = 0;
  const { reply } = await answerWith((response) => {
    limit = response.writableHighWaterMark * 2;
    return pieces(4_000, () => {
      most = Math.max(most, response.writableLength);
    });
  });
  let read = 0;
  for await (const chunk of reply) {
    read += (chunk as Buffer).length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(read).toBe(4_000 * PIECE.length);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(limit);
});

it('ends the making when the reader hangs up, and that is no failure', async () => {
  let made = 0;
  let cleaned = false;
  const { reply, ended } = await answerWith(async function* () {
    try {
      for (;;) {
        made++;
        yield PIECE;
      }
    } finally {
      cleaned = true;
    }
  });
  reply.destroy();
  expect(await ended()).toBeUndefined();
  expect([made > 0, cleaned]).toEqual([true, true]);
});

it('gives up a reader who takes nothing', async () => {
  const { reply, ended } = await answerWith(() => pieces(Number.POSITIVE_INFINITY), 50);
  expect(await ended()).toBeUndefined();
  await cutOff(reply);
});

it('destroys the connection when a piece cannot be made, and says why to its caller', async () => {
  const fault = new Error('no more');
  const { reply, ended } = await answerWith(async function* () {
    yield* pieces(10);
    throw fault;
  });
  await cutOff(reply);
  expect(await ended()).toBe(fault);
});
