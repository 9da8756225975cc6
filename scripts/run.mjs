import { ensureGenerated, ensureInstalled } from './lib/setup.mjs';
import { run } from './lib/steps.mjs';

/** Runs a TypeScript program of the project (a bench, a check) with what it needs installed: `node scripts/run.mjs FILE …`. */
const [file, ...args] = process.argv.slice(2);

await ensureInstalled();
await ensureGenerated();
process.exit(await run(process.execPath, ['--import', 'tsx', file, ...args]));
