import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensureBuilt } from './lib/setup.mjs';
import { bin, root, run } from './lib/steps.mjs';

/**
 * `npm run check:screens`: every page and dialog in every state (e2e/states), at four widths, light and dark, as pictures in
 * test-results/screens, for people to look at. `npm run check:screens -- revoke` takes only the states with that in their name.
 */
const folder = join(root, 'test-results/screens');
const [only] = process.argv.slice(2);

await ensureBuilt();
await ensureBrowser();
if (only === undefined) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

process.exitCode = await run(bin('playwright'), ['test', 'every-state', '--reporter=list'], {
  SCREENS: folder,
  ...(only !== undefined && { SCREENS_ONLY: only }),
});
console.log(`\n${readdirSync(folder).length} pictures in ${folder}`);
