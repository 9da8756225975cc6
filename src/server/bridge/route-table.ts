import type { z } from 'zod';
import type { Surface } from '@/server/kernel/request-info';
import type { Context } from '@/server/procedures/context';
import type { RouteMeta } from '@/server/procedures/meta';
import { type QueryFields, queryFields } from './coerce-query';

/** One operation: what is needed to find it, to read its input and to call it. */
export type Route = {
  surface: Surface;
  method: string;
  /** With the surface's base: `/api/external/patients/{id}`. */
  template: string;
  /** Of the template; null where a parameter stands. */
  segments: readonly (string | null)[];
  parameters: readonly string[];
  meta: RouteMeta;
  query: QueryFields;
  call: (context: Context, input: unknown) => Promise<unknown>;
};

/** `found`; or the methods that the path has, none where there is no such path. */
export type Match = { route: Route; parameters: Record<string, string> } | { route: null; allowed: readonly string[] };

/** What tRPC keeps of a router; the same that trpc-to-openapi reads. */
type AnyProcedure = { _def: { meta?: unknown; inputs: unknown[]; type: string } };
export type AnyRouter = { _def: { procedures: Record<string, unknown> } };

/** What `createCallerFactory` makes for any router. */
export type Caller = (context: Context) => Record<string, unknown>;

/**
 * The operations of a router under its base path.
 * @throws if a procedure lacks its meta: an endpoint that nobody described is a fault of the build, not of a request.
 */
export function routesOf(base: string, router: AnyRouter, caller: Caller): Route[] {
  return Object.entries(router._def.procedures).map(([path, procedure]) => {
    const { meta, inputs } = (procedure as AnyProcedure)._def;
    const { openapi } = (meta ?? {}) as RouteMeta;
    if (!openapi) throw new Error(`the procedure ${path} lacks meta.openapi`);
    const template = openapi.path === '/' ? base : `${base}${openapi.path}`;
    const parts = template.split('/').slice(1);
    return {
      surface: (meta as RouteMeta).surface,
      method: openapi.method,
      template,
      segments: parts.map((part) => (part.startsWith('{') ? null : part)),
      parameters: parts.filter((part) => part.startsWith('{')).map((part) => part.slice(1, -1)),
      meta: meta as RouteMeta,
      query: queryFields((inputs[0] as z.ZodObject).shape),
      call: (context, input) => procedureAt(caller(context), path)(input),
    };
  });
}

function procedureAt(caller: Record<string, unknown>, path: string): (input: unknown) => Promise<unknown> {
  let place: unknown = caller;
  for (const name of path.split('.')) place = (place as Record<string, unknown>)[name];
  return place as (input: unknown) => Promise<unknown>;
}

/** Finds operations by path. Exact: case counts, an empty segment or a trailing slash is another path. */
export class RouteTable {
  readonly #byLength = new Map<number, Route[]>();

  constructor(routes: readonly Route[]) {
    // A fixed segment wins over a parameter in the same place: /appointments/me over /appointments/{id}.
    const sorted = [...routes].sort((a, b) => a.parameters.length - b.parameters.length);
    for (const route of sorted) {
      const list = this.#byLength.get(route.segments.length) ?? [];
      this.#byLength.set(route.segments.length, [...list, route]);
    }
  }

  /** @param segments of the path, decoded. */
  match(method: string, segments: readonly string[]): Match {
    const allowed: string[] = [];
    let template: string | null = null;
    for (const route of this.#byLength.get(segments.length) ?? []) {
      if (!fits(route, segments)) continue;
      // Only the first path that fits is meant: DELETE /appointments/me deletes no appointment called "me".
      template ??= route.template;
      if (route.template !== template) continue;
      if (route.method === method || (method === 'HEAD' && route.method === 'GET')) {
        return { route, parameters: parametersOf(route, segments) };
      }
      allowed.push(...(route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]));
    }
    return { route: null, allowed: [...new Set(allowed)] };
  }
}

function fits(route: Route, segments: readonly string[]): boolean {
  for (let i = 0; i < segments.length; i++) {
    const fixed = route.segments[i];
    if (fixed === null ? segments[i] === '' : fixed !== segments[i]) return false;
  }
  return true;
}

function parametersOf(route: Route, segments: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  let next = 0;
  for (let i = 0; i < segments.length; i++) {
    if (route.segments[i] === null) values[route.parameters[next++] as string] = segments[i] as string;
  }
  return values;
}
