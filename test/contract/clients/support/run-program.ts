import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ROOT } from '../../../support/compile-server';

export type Outcome = { code: number | null; output: string; errors: string };

/**
 * Runs a program with its source, or what else it reads, on standard input; in the project's folder, so that `require` and
 * `import` find the packages. The server is on this machine: no proxy of the environment has a part in it.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  input: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', PATH: process.env.PATH, ...variables };
  const child = spawn(program, args, { cwd: ROOT, env });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(input);
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output, errors };
}
