import { readEnv } from '@/server/env/read-env';
import { createApplication } from '@/server/http/application';
import { currentRequest } from '@/server/http/request-scope';
import { createLogger } from '@/server/kernel/logger';
import { createRuntime } from '@/server/runtime/create-runtime';
import { listen } from '@/server/start/listen';
import { readWorld } from '../world';
import { announce } from './serve';

/** (c) The application as main.ts composes it, everything on; only Next, which no REST request reaches, is left out. */
const world = readWorld();
const env = readEnv({ PORT: '0', LOG_LEVEL: 'warn', SEED: 'none' });
const { server, port, handle } = await listen(env);
const publicUrl = `http://127.0.0.1:${port}`;
const runtime = await createRuntime({
  env,
  log: createLogger(env.LOG_LEVEL),
  urls: world.urls,
  secrets: { current: world.secret },
  publicUrl,
  version: 'bench',
  currentRequest,
});
const problems = await runtime.problems();
if (problems.length > 0) throw new Error(problems.join('; '));
const pages = async (_message: unknown, response: { writeHead: (status: number) => { end: () => unknown } }) => {
  response.writeHead(404).end();
};
handle(createApplication({ runtime, pages, dev: false, server }));
announce(publicUrl);
