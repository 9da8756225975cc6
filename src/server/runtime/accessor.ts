import type { Runtime } from './runtime';

// Next bundles its own copy of every module that it imports, so a module's variable would exist twice. The registry of
// symbols is the process's, not the bundle's.
const PLACE = Symbol.for('trilock.runtime');

type Holder = { [PLACE]?: Runtime };

/** The one runtime of the process, for code that Next bundles. @throws before main.ts has made it. */
export function getRuntime(): Runtime {
  const runtime = (globalThis as Holder)[PLACE];
  if (!runtime) throw new Error('the runtime is not there: pages are served by src/server/main.ts only');
  return runtime;
}

/** Called once, by main.ts. */
export function setRuntime(runtime: Runtime): void {
  (globalThis as Holder)[PLACE] = runtime;
}
