import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as TlsServer } from 'node:tls';

const DEADLINE_MS = 10_000;

/**
 * Runs `close` once at SIGTERM or SIGINT: no new connections, what is under way is finished, then the process ends.
 * @param hangUp ends what would never end by itself: the live sockets, whose clients come back at another instance.
 */
export function onShutdown(server: Server, close: () => Promise<void>, hangUp: () => Promise<void> = async () => {}): void {
  const connections = trackConnections(server);
  let closing = false;
  const shutdown = async () => {
    if (closing) return;
    closing = true;
    // A request that never ends must not keep the process.
    setTimeout(() => server.closeAllConnections(), DEADLINE_MS).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    await hangUp().catch(() => {});
    connections.finish();
    await closed;
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', shutdown);
  process.once('SIGINT', shutdown);
}

/**
 * Knows on which connections an answer is under way. Node counts one as busy that has sent nothing yet, such as browsers open in
 * advance, and leaves one open that becomes idle after `close`: with either, every stop would take until the deadline.
 */
function trackConnections(server: Server): { finish: () => void } {
  const open = new Map<Duplex, Set<ServerResponse>>();
  let finishing = false;
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Duplex) => {
    open.set(socket, new Set());
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', (message, response) => {
    const { socket } = message;
    const answers = open.get(socket);
    answers?.add(response);
    response.once('close', () => {
      answers?.delete(response);
      if (finishing && answers?.size === 0) socket.destroySoon();
    });
  });
  const finish = () => {
    finishing = true;
    for (const [socket, answers] of open) {
      if (answers.size === 0) socket.destroy();
      // A stream of events has no end that could be waited for; the browser comes back by itself.
      for (const answer of answers) if (answer.getHeader('content-type') === 'text/event-stream') answer.end();
    }
  };
  return { finish };
}
