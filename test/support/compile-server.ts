import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const BANNER =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Puts `without-pages.ts` where the server would load Next, which takes a build and seconds, and has no part in what is tested. */
const withoutPages: Plugin = {
  name: 'without-pages',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/start\/pages$/ }, () => ({ path: path.join(import.meta.dirname, 'without-pages.ts') })),
};

/** The server's own entry, compiled as `npm start` compiles it. `remove` takes the file away. */
export async function compileServer({ pages = true } = {}): Promise<{ file: string; remove: () => Promise<void> }> {
  // Within the project, so that packages are found.
  const folder = await mkdtemp(path.join(ROOT, 'node_modules/.trilock-start-'));
  const file = path.join(folder, 'server.js');
  await build({
    entryPoints: [path.join(ROOT, 'src/server/main.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
    plugins: pages ? [] : [withoutPages],
    banner: { js: BANNER },
  });
  return { file, remove: () => rm(folder, { recursive: true }) };
}
