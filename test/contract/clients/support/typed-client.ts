import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { ROOT } from '../../../support/compile-server';

const PROGRAMS = path.resolve(import.meta.dirname, '../programs');

/** As a careful stranger sets it; the declarations of the packages are their authors' business. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/** Within the project, so that packages are found. */
export function newFolder(): Promise<string> {
  return mkdtemp(path.join(ROOT, 'node_modules/.trilock-client-'));
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Types of a served document as `<name>-schema.ts`, and beside it the program `<name>.ts` that uses them. */
export async function generateClient(folder: string, name: string, document: string): Promise<void> {
  // The generator's own default asks the sender for every field that the server has a default for, if the schema has a name.
  const types = await openapiTS(new URL(document), { silent: true, defaultNonNullable: false });
  await writeFile(path.join(folder, `${name}-schema.ts`), astToString(types));
  await cp(path.join(PROGRAMS, `${name}.ts.txt`), path.join(folder, `${name}.ts`));
}

/** What the compiler finds wrong with these programs and the types under them. */
export function compileFaults(folder: string, names: readonly string[]): string[] {
  const files = names.map((name) => path.join(folder, `${name}.ts`));
  return ts.getPreEmitDiagnostics(ts.createProgram(files, OPTIONS)).map(({ file, start = 0, messageText }) => {
    const place = file ? `${path.basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1} ` : '';
    return place + ts.flattenDiagnosticMessageText(messageText, '\n');
  });
}

/** Runs the program's `run`. */
export async function runClient(folder: string, name: string, options: object): Promise<unknown> {
  const outfile = path.join(folder, `${name}.mjs`);
  const entryPoints = [path.join(folder, `${name}.ts`)];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'silent' });
  const program = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as {
    run: (options: object) => Promise<unknown>;
  };
  return program.run(options);
}
