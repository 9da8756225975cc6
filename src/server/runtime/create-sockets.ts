import type { AuditWriter } from '@/server/audit/audit-writer';
import type { RefusalLog } from '@/server/audit/refusal-log';
import type { ChangeListener } from '@/server/db/change-listener';
import { OutboxListener } from '@/server/db/outbox-listener';
import { OUTBOX_CHANNEL } from '@/server/domain/events/outbox';
import type { Services } from '@/server/domain/services';
import type { TicketDoor } from '@/server/doors/ticket-door';
import type { AddressFailures } from '@/server/limits/address-failures';
import type { SharedStore } from '@/server/limits/shared-store';
import { Audience } from '@/server/socket/audience';
import { CallWatch } from '@/server/socket/call-watch';
import { MemoryCaps } from '@/server/socket/caps';
import { Delivery } from '@/server/socket/delivery';
import { Feeds } from '@/server/socket/feeds';
import { SharedCaps } from '@/server/socket/shared-caps';
import { type SocketLimits, SocketServer } from '@/server/socket/socket-server';
import { Watch } from '@/server/socket/watch';

export type CreateSocketsOptions = {
  services: Services;
  door: TicketDoor;
  listener: ChangeListener;
  /** Login of the connection that hears of new events. */
  url: string;
  audit: AuditWriter;
  refusals: RefusalLog;
  failures: AddressFailures;
  /** Where several instances count together; null: in memory. */
  store: SharedStore | null;
  onFailure: (error: unknown, requestId: string) => void;
  onLoss: (error: unknown) => void;
  limits: Partial<SocketLimits> | undefined;
};

/** The live events: who listens, what they may hear, and what wakes the delivery. */
export function createSockets(options: CreateSocketsOptions) {
  const { services, door, listener, audit, refusals, failures, store, onFailure, onLoss } = options;
  const { db } = services;
  const audience = new Audience();
  const watch = new Watch({ door, audience, audit, onLoss }, listener);
  const failed = (error: unknown) => onFailure(error, 'events');
  const delivery = new Delivery({ watch, audit, onFailure: failed });
  const feeds = new Feeds({ db, delivery, onFailure: failed });
  const sockets = new SocketServer({
    admission: { door, db, failures, audit, refusals, caps: store ? new SharedCaps(store) : new MemoryCaps(), onFailure },
    watch,
    audience,
    feeds,
    ...(options.limits && { limits: options.limits }),
  });
  const calls = new CallWatch({ db, onFailure: failed });
  const outbox = new OutboxListener(options.url, OUTBOX_CHANNEL, (hospitalId) => {
    feeds.wake(hospitalId);
    calls.wake(hospitalId);
  });
  return { sockets, calls, outbox };
}
