import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exportEnv } from './env/export-env';
import { readEnv } from './env/read-env';
import { createApplication } from './http/application';
import { currentRequest } from './http/request-scope';
import { createLogger, safeError } from './kernel/logger';
import { StartupError } from './kernel/startup-error';
import { setRuntime } from './runtime/accessor';
import { createRuntime } from './runtime/create-runtime';
import { seedDemo, seedEmpty } from './seed';
import { appSecret } from './start/app-secret';
import { ensureFirstAdmin, type FirstAdmin } from './start/first-admin';
import { listen } from './start/listen';
import { startPages } from './start/pages';
import { prepareDatabase } from './start/prepare-database';
import { onShutdown } from './start/shutdown';
import { progress, say } from './start/terminal';

const directory = process.cwd();
const dev = process.argv.includes('--dev');
const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };

let cleanUp: () => Promise<void> = async () => {};

/** The one place where things are made: environment, port, database, runtime, pages; then it serves. */
async function main(): Promise<void> {
  const env = readEnv();
  const log = createLogger(env.LOG_LEVEL);
  const { server, port, handle } = await listen(env);
  const scheme = env.TLS_CERT ? 'https' : 'http';
  const publicUrl = (env.PUBLIC_URL ?? `${scheme}://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${port}`).replace(
    /\/$/,
    '',
  );
  exportEnv(publicUrl);

  const secret = await appSecret(env);
  const database = await prepareDatabase(env, secret, resolve(directory, 'prisma/migrations'), say);
  // A start that fails from here on leaves no database running behind it.
  cleanUp = database.stop;
  const { ownerUrl } = database;
  if (env.SEED === 'demo') await seedDemo({ ownerUrl, now: new Date(), progress });
  else await seedEmpty({ ownerUrl });

  const secrets = { current: secret, ...(env.APP_SECRET_PREVIOUS !== undefined && { previous: env.APP_SECRET_PREVIOUS }) };
  const runtime = await createRuntime({ env, log, urls: database.urls, secrets, publicUrl, version, currentRequest });
  setRuntime(runtime);
  const problems = await runtime.problems();
  if (problems.length > 0)
    throw new StartupError(`The database is not safe to serve from: ${problems.join('; ')}.`, 'See docs/architecture.md.');
  const admin = await ensureFirstAdmin(env, runtime.services, new Date());
  const next = await startPages({ dev, directory, hostname: env.HOST, port, server });

  onShutdown(
    server,
    async () => {
      await next.close();
      await runtime.close();
      await database.stop();
    },
    () => runtime.sockets.close(),
  );
  handle(createApplication({ runtime, pages: next.pages, dev, server }));
  announce(publicUrl, admin);
}

function announce(publicUrl: string, admin: FirstAdmin | null): void {
  say(`\nTrilock serves ${publicUrl}`);
  say(`  API keys  ${publicUrl}/dashboard/api-keys`);
  if (!admin) return;
  say(`  Login     ${admin.email}`);
  if (admin.password !== null) say(`  Password  ${admin.password}   (shown this once)`);
  if (admin.passwordFile !== null) say(`  Password  in ${admin.passwordFile}; it must be changed at the first login`);
}

main().catch(async (error: unknown) => {
  if (error instanceof StartupError) process.stderr.write(`\nTrilock cannot start. ${error.message}\n${error.hint}\n`);
  else process.stderr.write(`\nTrilock cannot start: ${JSON.stringify(safeError(error))}\n`);
  await cleanUp().catch(() => undefined);
  process.exit(1);
});
