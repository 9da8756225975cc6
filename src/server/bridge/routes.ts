import { externalRouter } from '@/server/procedures/external/router';
import { hospitalRouter } from '@/server/procedures/hospital/router';
import { createCallerFactory } from '@/server/procedures/trpc';
import { v1Router } from '@/server/procedures/v1/router';
import { type Caller, type Route, RouteTable, routesOf } from './route-table';

/** The three REST surfaces: base path and router. */
export const SURFACES = [
  { base: '/api/external', router: externalRouter, caller: createCallerFactory(externalRouter) as Caller },
  { base: '/api/hospitals', router: hospitalRouter, caller: createCallerFactory(hospitalRouter) as Caller },
  { base: '/v1', router: v1Router, caller: createCallerFactory(v1Router) as Caller },
] as const;

/** Every REST operation, once. */
export function everyRoute(): Route[] {
  return SURFACES.flatMap(({ base, router, caller }) => routesOf(base, router, caller));
}

export function allRoutes(): RouteTable {
  return new RouteTable(everyRoute());
}
