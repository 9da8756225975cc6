import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export type Outcome = { code: number | null; out: string; err: string };

/**
 * The server's own entry, compiled as `npm start` compiles it, for starts that fail before Next is needed.
 * @returns `run`: starts it with these variables only, to its end; `remove` takes the file away.
 */
export async function compileServer() {
  // Within the project, so that packages are found.
  const folder = await mkdtemp(path.join(ROOT, 'node_modules/.trilock-start-'));
  const outfile = path.join(folder, 'server.js');
  await build({
    entryPoints: [path.join(ROOT, 'src/server/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
    banner: { js: BANNER },
  });
  return {
    run: (variables: Record<string, string>, cwd = ROOT) => run(outfile, variables, cwd),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function run(file: string, variables: Record<string, string>, cwd: string): Promise<Outcome> {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...variables };
  const child = spawn(process.execPath, [file], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const outcome: Outcome = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    outcome.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    outcome.err += chunk.toString();
  });
  [outcome.code] = await once(child, 'close');
  return outcome;
}
