import type { AuditWriter } from '@/server/audit/audit-writer';
import { mayReceive } from '@/server/domain/events/event-access';
import type { StoredEvent } from '@/server/domain/events/read-events';
import type { KeyRecord } from '@/server/doors/key-record';
import { groupBy } from '@/server/kernel/group-by';
import { effectivePermissions } from '@/shared/permissions';
import { deliveryRow } from './audit-rows';
import { type ShownEvent, showEvent } from './show-event';
import type { Subscriber } from './subscriber';
import type { Watch } from './watch';

/** Events of one hospital in their order, and the position that has been read up to. */
export type Page = { events: readonly StoredEvent[]; upTo: number };

type Shown = Map<StoredEvent, ShownEvent>;

export type DeliveryOptions = {
  watch: Watch;
  audit: AuditWriter;
  onFailure: (error: unknown) => void;
};

/**
 * Gives a page of events to sockets, each only what its key may read.
 *
 * The key is looked at after the events were read, and is then at most 75 ms old: so what was committed more than 100 ms after
 * a key was disabled is not given to it. That it is shown is in the log before it leaves: one row a page, key and address.
 */
export class Delivery {
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Resolves when every one of them has it or is closed; never throws. Keys do not wait for each other. */
  async deliver(page: Page, subscribers: readonly Subscriber[]): Promise<void> {
    const groups = groupBy(subscribers, ({ seat }) => `${seat.keyId} ${seat.info.address}`);
    // Shown once, to whomever: a row is the same for each key of the hospital.
    const shown: Shown = new Map();
    await Promise.all([...groups.values()].map((group) => this.#deliverTo(group, page, shown)));
  }

  async #deliverTo(group: readonly Subscriber[], page: Page, shown: Shown): Promise<void> {
    try {
      const startedAt = performance.now();
      const checked = await this.#options.watch.check(group);
      const [first] = checked?.staying ?? [];
      if (!checked || !first) return;
      const events = eventsFor(checked.record, page, checked.staying);
      const { branchId } = checked.record;
      if (events.length > 0) await this.#options.audit.append(deliveryRow(first, branchId, events, startedAt));
      for (const one of checked.staying) {
        for (const event of events)
          if (event.position > one.seat.position) one.emit(event.type, show(event, checked.record, shown));
        one.seat.position = Math.max(one.seat.position, page.upTo);
      }
    } catch (error) {
      // What is not in the log is not shown. Nothing is lost: the client resumes after its last event.
      this.#options.onFailure(error);
      for (const one of group) this.#options.watch.end(one, 'delivery_failed');
    }
  }
}

/** What of the page the key may read, and at least one of its sockets has not had. */
function eventsFor(record: KeyRecord, page: Page, staying: readonly Subscriber[]): StoredEvent[] {
  const key = { permissions: effectivePermissions(record.permissions), branchId: record.branchId };
  const after = Math.min(...staying.map(({ seat }) => seat.position));
  return page.events.filter((event) => event.position > after && mayReceive(event, key));
}

function show(event: StoredEvent, { hospital }: KeyRecord, shown: Shown): ShownEvent {
  const known = shown.get(event) ?? showEvent(event, hospital);
  shown.set(event, known);
  return known;
}
