import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compileServer as compile, ROOT } from '../../support/compile-server';

export type Outcome = { code: number | null; out: string; err: string };

/**
 * The server's own entry, for starts that fail before Next is needed.
 * @returns `run`: starts it with these variables only, to its end; `remove` takes the file away.
 */
export async function compileServer() {
  const { file, remove } = await compile();
  return { run: (variables: Record<string, string>, cwd = ROOT) => run(file, variables, cwd), remove };
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
