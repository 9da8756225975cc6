import type { Server } from 'node:http';

const DEADLINE_MS = 10_000;
const SWEEP_MS = 50;

/** Runs `close` once at SIGTERM or SIGINT: no new connections, what is under way is finished, then the process ends. */
export function onShutdown(server: Server, close: () => Promise<void>): void {
  let closing = false;
  const shutdown = async () => {
    if (closing) return;
    closing = true;
    // A request that never ends must not keep the process.
    setTimeout(() => server.closeAllConnections(), DEADLINE_MS).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    // A connection that is kept alive becomes idle only when what is under way on it is finished.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS).unref();
    await closed;
    clearInterval(sweep);
    await close();
    process.exit(0);
  };
  process.once('SIGTERM', shutdown);
  process.once('SIGINT', shutdown);
}
