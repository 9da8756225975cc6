import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapterFactory } from './adapter.mjs';
import { NoDatabaseFactory } from './no-database.mjs';

/**
 * Starts Prisma's engine.
 *
 * @param {{datamodels: string[], url: string | undefined, shadowUrl: string | undefined}} options
 * @param {string} [url] instead of the options' own
 * @returns {Promise<import('@prisma/schema-engine-wasm').SchemaEngine>}
 */
export async function createEngine(options, url = options.url) {
  await loadWasm();
  const datamodels = await Promise.all(options.datamodels.map(async (path) => [path, await readFile(path, 'utf8')]));
  const factory = url ? new MigrationAdapterFactory(url, options.shadowUrl) : new NoDatabaseFactory();
  // An empty list makes the engine panic; absent is what it expects when the request itself brings the schema.
  const given = datamodels.length > 0 ? datamodels : undefined;
  return glue.SchemaEngine.new({ datamodels: given }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
}

let loaded;

/** Why the engine panicked, if it did: WebAssembly itself reports no more than "unreachable". */
export const panic = { message: undefined };

function loadWasm() {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate() {
  // The package's own entry imports the .wasm as a module, which Node does only behind a flag.
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(new URL('schema_engine_bg.wasm', `file://${entry}`));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panic.message = message;
    },
  };
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
