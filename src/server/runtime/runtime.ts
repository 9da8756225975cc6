import type { AuditWriter } from '@/server/audit/audit-writer';
import type { KeyUseFeed } from '@/server/audit/key-use-feed';
import type { Dispatcher } from '@/server/bridge/dispatcher';
import type { TrpcBridge } from '@/server/bridge/trpc-bridge';
import type { Services } from '@/server/domain/services';
import type { SessionDoor } from '@/server/doors/session-door';
import type { Env } from '@/server/env/schema';
import type { Identity } from '@/server/identity/identity';
import type { Logger } from '@/server/kernel/logger';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { AddressFailures } from '@/server/limits/address-failures';
import type { CallWatch } from '@/server/socket/call-watch';
import type { SocketServer } from '@/server/socket/socket-server';

/** Everything that exists once in the process. Made by `createRuntime`, handed down; Next's code takes it from `getRuntime`. */
export type Runtime = {
  env: Env;
  log: Logger;
  services: Services;
  audit: AuditWriter;
  /** REST on all three surfaces. */
  dispatcher: Dispatcher;
  /** The dashboard's procedures, over HTTP and for pages. */
  trpc: TrpcBridge;
  /** Which keys were used just now, for the dashboard's live column. */
  keyUse: KeyUseFeed;
  /** In which calls something happens just now, for the dashboard. */
  calls: CallWatch;
  /** Failed authentications by address. */
  failures: AddressFailures;
  /** The live events. */
  sockets: SocketServer;
  sessionDoor: SessionDoor;
  /** The request that Next is answering. */
  currentRequest: () => RequestInfo;
  identity: Identity;
  /** Why the process cannot serve; empty when it can. */
  problems: () => Promise<string[]>;
  close: () => Promise<void>;
};
