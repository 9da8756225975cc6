import type { inferRouterOutputs } from '@trpc/server';
import type { ActionFailure } from '@/lib/action-result';
import type { AppRouter } from '@/server/procedures/app-router';

type Outputs = inferRouterOutputs<AppRouter>['dashboard']['calls'];

/** A call as the lists show it. Instants are ISO 8601. */
export type CallRow = Outputs['live']['rows'][number];

export type LiveCalls = Outputs['live'];

export type EndedCalls = Outputs['list'];

/** A call with what was said in it so far. */
export type CallWithLines = Outputs['get'];

export type Line = CallWithLines['lines'][number];

export type AgentType = CallRow['agent_type'];

/** What a part of a page has to show. */
export type Loaded<Value> =
  | { state: 'ready'; value: Value }
  | { state: 'loading' }
  | { state: 'failed'; failure: ActionFailure; retrying: boolean };
