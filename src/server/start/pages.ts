import { createServer, type Server } from 'node:http';
import type { PageHandler } from '@/server/http/application';
import { isSocketUrl } from '@/server/http/upgrade';

/**
 * Next, for pages only. Loaded here and not before: that takes a third of a second, and a port in use, a wrong variable or a
 * failed migration should be said at once; and it reads the environment that exportEnv prepares.
 */
export async function startPages(options: { dev: boolean; directory: string; hostname: string; port: number; server: Server }) {
  const { dev, directory, hostname, port, server } = options;
  const { default: next } = await import('next');
  // Next takes every Upgrade request of the server that it is given, in front of the edge, and leaves those that it does not
  // know open and silent for ever: anybody could use up the process's sockets. So it gets one that never listens; without a
  // listener Node treats such a request like any other.
  const app = next({ dev, dir: directory, hostname, port, httpServer: createServer(), customServer: true });
  await app.prepare();
  const handler = app.getRequestHandler();
  if (dev) {
    const upgrade = app.getUpgradeHandler();
    server.on('upgrade', (message, socket, head) => {
      if (!isSocketUrl(message.url)) upgrade(message, socket, head);
    });
  }
  const pages: PageHandler = (message, response) => handler(message, response);
  return { pages, close: () => app.close() };
}
