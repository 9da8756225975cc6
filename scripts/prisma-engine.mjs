#!/usr/bin/env node
import { readArguments } from './prisma-engine/arguments.mjs';
/**
 * Stands in for Prisma's schema-engine binary, which is downloaded from a host that a hospital's network does not reach. Prisma
 * publishes the same engine as WebAssembly in the package registry; this program gives it the binary's command line.
 *
 * Use: PRISMA_SCHEMA_ENGINE_BINARY=$PWD/scripts/prisma-engine.mjs npx prisma …
 */
import { runCommand } from './prisma-engine/command.mjs';
import { serve } from './prisma-engine/rpc.mjs';

const options = readArguments(process.argv.slice(2));

if (options.command === undefined) await serve(options);
else process.exitCode = await runCommand(options.command, options);
