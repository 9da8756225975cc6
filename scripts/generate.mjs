import { ensureGenerated } from './lib/setup.mjs';

await ensureGenerated();
