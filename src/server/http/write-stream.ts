import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Answer } from '@/server/bridge/answer';
import { headerList } from './write-answer';

/** A reader who takes nothing for so long is gone, whatever its connection says. */
const STALLED_MS = 60_000;

/**
 * Sends an answer that is made while it leaves. The next piece is asked for when the response's buffer has room, so that a slow
 * reader costs that buffer and what the maker of the pieces holds, whatever the length.
 *
 * A reader who goes away ends the making; that is no failure. If a piece cannot be made the connection is destroyed: without the
 * last chunk of the transfer coding nobody takes the part for the whole (RFC 9112, 8).
 * @param stalledMs after which a reader who takes nothing is given up.
 * @throws what `stream` throws, after the connection is destroyed.
 */
export async function writeStream(
  message: IncomingMessage,
  response: ServerResponse,
  { status, headers }: Answer,
  stream: AsyncIterable<string>,
  always: Record<string, string>,
  stalledMs = STALLED_MS,
): Promise<void> {
  const source = stream[Symbol.asyncIterator]();
  let fault: unknown;
  const next = async () => {
    try {
      return await source.next();
    } catch (error) {
      fault = error;
      throw error;
    }
  };
  try {
    response.writeHead(status, headerList(headers, always));
    if (message.method === 'HEAD') return void response.end();
    response.setTimeout(stalledMs, () => response.destroy());
    await pipeline({ [Symbol.asyncIterator]: () => ({ next }) }, response);
  } catch (error) {
    // Not by its code: a connection to the database that is lost looks like a reader who hung up.
    if (error === fault) throw error;
  } finally {
    // Also where it was never begun.
    await source.return?.();
  }
}
