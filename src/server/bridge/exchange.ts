import type { IncomingMessage } from 'node:http';
import type { RefusedCaller } from '@/server/doors/verdict';
import { ANONYMOUS, type Principal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { AuditNote } from '@/server/procedures/context';
import type { Download } from '@/server/procedures/download';
import type { RouteMeta } from '@/server/procedures/meta';
import type { Answer } from './answer';
import type { ShownLimits } from './rate-headers';

/** A request as the edge hands it on: its head is checked, its body unread. */
export type EdgeRequest = {
  message: IncomingMessage;
  info: RequestInfo;
  /** Decoded path segments. */
  segments: readonly string[];
  query: URLSearchParams;
  /** As sent, for the idempotency record. */
  path: string;
};

/** What was asked for: an endpoint's description and its path's template. */
export type Operation = { meta: RouteMeta; template: string };

/** What is found out about one request on its way. */
export type Exchange = {
  readonly info: RequestInfo;
  /** What was asked for, once it is known and may be told. */
  operation: Operation | null;
  principal: Principal;
  authenticated: boolean;
  /** Known of a caller whom the door refused. */
  refused: RefusedCaller | null;
  limits: ShownLimits | null;
  parameters: readonly string[];
  note: AuditNote;
  /** Made inside a transaction and committed with it; what then leaves, byte for byte. */
  committed: Answer | null;
  /** The first answer of an Idempotency-Key, given again. */
  replayed: Answer | null;
  /** What leaves in place of the procedure's data. */
  download: Download | null;
};

export function newExchange(info: RequestInfo): Exchange {
  return {
    info,
    operation: null,
    principal: ANONYMOUS,
    authenticated: false,
    refused: null,
    limits: null,
    parameters: [],
    note: { action: null, hospitalId: null, targetType: null, targetId: null, patientIds: [], changes: null },
    committed: null,
    replayed: null,
    download: null,
  };
}
