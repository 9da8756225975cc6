import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openApiDocuments } from '@/server/bridge/openapi/documents';

/**
 * Writes the committed OpenAPI documents; with `--check` fails where they differ from the procedures instead. They are those of
 * a production server at an address that nobody has.
 */
const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const documents = openApiDocuments({ publicUrl: 'https://trilock.example', version, appEnv: 'production' });
const FILES: Readonly<Record<string, string>> = { external: 'external', hospitals: 'hospital', v1: 'v1' };
const stale: string[] = [];

for (const [path, text] of Object.entries(documents)) {
  const file = join('docs/openapi', `${FILES[basename(dirname(path))]}.json`);
  if (process.argv.includes('--check')) {
    if (current(join(root, file)) !== text) stale.push(file);
    continue;
  }
  mkdirSync(join(root, 'docs/openapi'), { recursive: true });
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}

if (stale.length > 0) {
  console.error(`${stale.join(', ')} differ from the procedures: run node --import tsx scripts/openapi.ts`);
  process.exitCode = 1;
}

function current(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
