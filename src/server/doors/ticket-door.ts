import type { SecretRing } from '@/server/credentials/secret-ring';
import type { SocketTickets, Ticket } from '@/server/credentials/socket-ticket';
import type { AuthDatabase } from '@/server/db/auth-database';
import type { ErrorCode } from '@/server/kernel/error-codes';
import { credentialHint } from './credential-hint';
import { faultOfTicket, type TicketFault } from './judge-ticket';
import { type KeyRecord, loadKeyById } from './key-record';
import type { RecordCache } from './record-cache';
import { type RefusalCause, type RefusedCaller, UNKNOWN_CALLER } from './verdict';

export type TicketDoorOptions = {
  credentials: AuthDatabase;
  cache: RecordCache<KeyRecord>;
  secrets: SecretRing;
  tickets: SocketTickets;
  /** Test keys open nothing in production (contract section 1, rule 7). */
  production: boolean;
};

/** `authenticated`: is the key good, though something else (allowlist, freeze, permission) refuses it? */
export type TicketVerdict =
  | { ok: true; ticket: Ticket; record: KeyRecord; fault: TicketFault | null }
  | { ok: false; code: ErrorCode; cause: RefusalCause; caller: RefusedCaller };

/**
 * The socket: a ticket of `POST /ws-ticket` and nothing else; a hospital token, an access token or a secret in its place is no
 * ticket. The key is read anew, not believed from the ticket (contract section 6, Socket).
 */
export class TicketDoor {
  readonly #options: TicketDoorOptions;

  constructor(options: TicketDoorOptions) {
    this.#options = options;
  }

  /** @param token as it was presented, of any type. @throws where the database is away. */
  async check(token: unknown, address: string, now: Date): Promise<TicketVerdict> {
    if (token === undefined || token === null || token === '') return refuse('credentials_missing', null);
    if (typeof token !== 'string') return refuse('jwt_invalid', null);
    const hint = credentialHint(this.#options.secrets, token);
    const checked = await this.#options.tickets.verify(token, now);
    if (checked.status === 'invalid') return refuse('jwt_invalid', hint);
    const { ticket } = checked;
    if (checked.status === 'expired') {
      const caller = { ...UNKNOWN_CALLER, hospitalId: ticket.hid, apiKeyId: ticket.sub, actorId: ticket.sub };
      return { ok: false, code: 'TOKEN_EXPIRED', cause: 'jwt_expired', caller };
    }
    const record = await this.record(ticket.hid, ticket.sub);
    if (!record) return refuse('key_unknown', hint);
    return { ok: true, ticket, record, fault: this.faultOf(record, { tokenId: ticket.tid, address }, now) };
  }

  /** The key as it is now, by the rule of RecordCache: never older than 75 ms. */
  record(hospitalId: string, keyId: string): Promise<KeyRecord | null> {
    const { cache, credentials } = this.#options;
    return cache.get(
      `id:${keyId}`,
      () => loadKeyById(credentials, hospitalId, keyId),
      (record) => [`key:${record.id}`, `hospital:${record.hospitalId}`],
    );
  }

  /** Why the key may have no socket from that address by that token now; null if it may. */
  faultOf(record: KeyRecord, use: { tokenId: string; address: string }, now: Date): TicketFault | null {
    return faultOfTicket(record, { ...use, production: this.#options.production }, now);
  }
}

function refuse(cause: RefusalCause, hint: string | null): TicketVerdict {
  return { ok: false, code: 'UNAUTHORIZED', cause, caller: { ...UNKNOWN_CALLER, credentialHint: hint } };
}
