import type { z } from 'zod';
import type { DocumentedOutput } from '@/server/procedures/documented';
import type { RouteMeta } from '@/server/procedures/meta';
import type { AnyRouter } from '../route-table';

type Described = RouteMeta & { openapi: NonNullable<RouteMeta['openapi']> };

/** A procedure as the documents need it. */
export type DocumentedOperation = { meta: Described; input: z.ZodObject };

type Definition = { meta: Described; inputs: unknown[]; output?: DocumentedOutput | z.ZodType };

function definitionOf(procedure: unknown): Definition {
  return (procedure as { _def: Definition })._def;
}

/** The procedures of a router by operationId. @throws if two have the same. */
export function operationsOf(router: AnyRouter): Map<string, DocumentedOperation> {
  const operations = new Map<string, DocumentedOperation>();
  for (const procedure of Object.values(router._def.procedures)) {
    const { meta, inputs } = definitionOf(procedure);
    const id = meta.openapi.operationId;
    if (!id || operations.has(id)) throw new Error(`operationId ${id} is missing or used twice`);
    operations.set(id, { meta, input: inputs[0] as z.ZodObject });
  }
  return operations;
}

/**
 * The router as the generator wants it: output parsers that are functions (see `documented`) shown as the schemas that they
 * carry. A view, since tRPC shares the router's own definitions.
 */
export function generatorView(router: AnyRouter): AnyRouter {
  const procedures = Object.entries(router._def.procedures).map(([name, procedure]) => {
    const definition = definitionOf(procedure);
    const { output } = definition;
    return [name, { _def: { ...definition, output: output && 'schema' in output ? output.schema : output } }];
  });
  return { _def: { procedures: Object.fromEntries(procedures) } };
}
