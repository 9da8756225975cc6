import type { Server } from 'node:http';
import type { PageHandler } from '@/server/http/application';

/**
 * Next, for pages only. Loaded here and not before: that takes a third of a second, and a port in use, a wrong variable or a
 * failed migration should be said at once; and it reads the environment that exportEnv prepares.
 */
export async function startPages(options: { dev: boolean; directory: string; hostname: string; port: number; server: Server }) {
  const { dev, directory, hostname, port, server } = options;
  const { default: next } = await import('next');
  const app = next({ dev, dir: directory, hostname, port, httpServer: server, customServer: true });
  await app.prepare();
  const handler = app.getRequestHandler();
  if (dev) {
    const upgrade = app.getUpgradeHandler();
    server.on('upgrade', (message, socket, head) => upgrade(message, socket, head));
  }
  const pages: PageHandler = (message, response) => handler(message, response);
  return { pages, close: () => app.close() };
}
