import { setTimeout as delay } from 'node:timers/promises';
import { envSchema } from '@/server/env/schema';
import { listen } from '@/server/start/listen';
import { onShutdown } from '@/server/start/shutdown';

/**
 * A process that listens and ends as the server does. `/slow` begins its answer at once and ends it after half a second; `/never`
 * and `/events` do not end it. What happens is told in lines: the port, `begun`, `closed`.
 */
const tell = (line: string) => process.stdout.write(`${line}\n`);
const { server, port, handle } = await listen(envSchema.parse({ PORT: '0' }));
onShutdown(server, async () => {
  tell('closed');
});
handle(async (message, response) => {
  if (message.url === '/events') response.setHeader('Content-Type', 'text/event-stream');
  response.write('begun ');
  tell('begun');
  if (message.url === '/never' || message.url === '/events') return;
  if (message.url === '/slow') await delay(500);
  response.end('ended');
});
tell(String(port));
