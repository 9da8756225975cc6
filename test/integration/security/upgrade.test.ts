import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { startPages } from '@/server/start/pages';
import { sendBytes } from '../../support/http';

// As Next does at the first page: it listens for upgrades on the server that it is given, else on the request's own.
vi.mock('next', () => ({
  default: ({ httpServer }: { httpServer?: Server }) => ({
    prepare: async () => {},
    close: async () => {},
    getRequestHandler: () => async (message: { socket: { server: Server } }, response: { end: (text: string) => void }) => {
      (httpServer ?? message.socket.server).on('upgrade', () => {});
      response.end('page');
    },
  }),
}));

let server: Server;

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

it('answers an Upgrade request like any other, after a page was shown too', async () => {
  server = createServer((message, response) => void handle(message, response));
  const { pages: handle } = await startPages({ dev: false, directory: '.', hostname: '127.0.0.1', port: 0, server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fetch(url);
  for (const protocol of ['websocket', 'h2c']) {
    const head = `GET /x HTTP/1.1\r\nHost: x\r\nConnection: close, Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`;
    expect(await sendBytes({ url }, Buffer.from(head))).toMatchObject({ status: 200 });
  }
});
