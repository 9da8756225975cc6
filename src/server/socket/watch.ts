import type { AuditWriter } from '@/server/audit/audit-writer';
import type { ChangeListener } from '@/server/db/change-listener';
import { endOfSocket } from '@/server/doors/judge-ticket';
import type { KeyRecord } from '@/server/doors/key-record';
import type { TicketDoor } from '@/server/doors/ticket-door';
import { groupBy } from '@/server/kernel/group-by';
import type { Audience } from './audience';
import { closeRow } from './audit-rows';
import type { Subscriber } from './subscriber';

export type WatchOptions = {
  door: TicketDoor;
  audience: Audience;
  audit: AuditWriter;
  /** Told of a row that could not be written. */
  onLoss: (error: unknown) => void;
};

/** The key as it is now, and those of its sockets that may stay. */
export type Checked = { record: KeyRecord; staying: readonly Subscriber[] };

/**
 * Ends sockets whose key, token or hospital may have none any more: at every change, within 100 ms of it (contract section 1,
 * rule 8), at the end of token and key, and before every delivery.
 */
export class Watch {
  readonly #options: WatchOptions;

  constructor(options: WatchOptions, listener: Pick<ChangeListener, 'onChange'>) {
    this.#options = options;
    listener.onChange((kind, id) => {
      const byKey = groupBy(options.audience.concerned(kind, id), ({ seat }) => seat.keyId);
      for (const subscribers of byKey.values()) void this.check(subscribers);
    });
  }

  /**
   * Which of these sockets of one key may stay? Ends the others; all of them where nobody can say, since the database is away:
   * they come back by themselves.
   */
  async check(subscribers: readonly Subscriber[]): Promise<Checked | null> {
    const [first] = subscribers;
    if (!first) return null;
    try {
      const record = await this.#options.door.record(first.seat.hospitalId, first.seat.keyId);
      const staying = subscribers.filter((subscriber) => this.#mayStay(subscriber, record));
      return record && { record, staying };
    } catch {
      for (const subscriber of subscribers) this.end(subscriber, 'not_to_be_checked');
      return null;
    }
  }

  /** Ends a socket, and says so in the log. */
  end(subscriber: Subscriber, cause: string): void {
    if (!subscriber.open) return;
    subscriber.disconnect();
    this.#options.audit.append(closeRow(subscriber, cause)).catch(this.#options.onLoss);
  }

  #mayStay(subscriber: Subscriber, record: KeyRecord | null): boolean {
    if (!subscriber.open) return false;
    const { tokenId, info } = subscriber.seat;
    const fault = record && this.#options.door.faultOf(record, { tokenId, address: info.address }, new Date());
    const endsAt = record && endOfSocket(record, tokenId);
    if (!endsAt || fault) {
      this.end(subscriber, fault?.cause ?? 'key_unknown');
      return false;
    }
    subscriber.endAt(endsAt, () => void this.check([subscriber]));
    return true;
  }
}
