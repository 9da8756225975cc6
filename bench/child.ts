import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { options } from './options';
import type { World } from './world';

/** The same for every process that is measured, and what `npm start` uses (docs/performance.md). */
const FLAGS = ['--max-semi-space-size=32', '--enable-source-maps'];

/** What a measured process says of itself. */
export type Usage = { cpuUs: number; peakRssMb: number };

export type Child = {
  /** Asks and waits for the answer; one question at a time. */
  ask: <Answer>(question: unknown) => Promise<Answer>;
  stop: () => Promise<void>;
};

/** Compiles an entry as production does and starts it in a process of its own. Resolves with its first message. */
export async function startChild<Ready>(entry: string, world: World): Promise<Child & { ready: Ready }> {
  const outfile = path.join(options.folder, 'dist', `${entry.replace('/', '-')}.mjs`);
  await build({
    entryPoints: [path.join(import.meta.dirname, `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  const env = { PATH: process.env.PATH ?? '', NODE_ENV: 'production' as const, BENCH_WORLD: JSON.stringify(world) };
  const child = fork(outfile, { execArgv: [...FLAGS, ...profiling(entry)], env, cwd: options.root });
  return {
    ready: await nextMessage<Ready>(child, entry),
    ask: (question) => askChild(child, entry, question),
    stop: () => end(child),
  };
}

/** `BENCH_PROFILE=servers/trilock` writes a CPU profile of that process into the bench's folder. */
function profiling(entry: string): string[] {
  if (process.env.BENCH_PROFILE !== entry) return [];
  return ['--cpu-prof', `--cpu-prof-dir=${path.join(options.folder, 'profiles')}`];
}

function askChild<Answer>(child: ChildProcess, entry: string, question: unknown): Promise<Answer> {
  const answer = nextMessage<Answer>(child, entry);
  child.send(question as object);
  return answer;
}

function nextMessage<Message>(child: ChildProcess, entry: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${entry} ended with code ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as Message);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.send('end');
  await ended;
}
