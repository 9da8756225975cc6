import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, wherever a script was called from. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Says what is being done now. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Ends with one clear sentence. */
export function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** Runs a program to its end. Resolves to its exit code; its output is shown. */
export function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a program and ends with `sentence` if it fails. */
export async function must(sentence, command, args, env = {}) {
  const code = await run(command, args, env).catch(() => 1);
  if (code !== 0) fail(sentence);
}

/** The program of an installed package. */
export function bin(name) {
  return join(root, 'node_modules/.bin', name);
}

function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** One hash over the content of files and folders: what was made from them is still right while it stays the same. */
export function fingerprint(paths, skip = () => false) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) {
    for (const file of filesBelow(join(root, path))) {
      if (!skip(file)) hash.update(file.slice(root.length)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Does `work` unless it was done for the same fingerprint before. The stamp is written after it succeeded. */
export async function unlessDone(name, print, made, work) {
  const stamp = join(root, 'node_modules/.trilock', name);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === print && made.every((path) => existsSync(join(root, path)));
  if (done) return;
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}
