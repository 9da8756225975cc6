import type { Language } from './messages/language';

/** The doors of the house (contract, table of surfaces). `socket` and `system` only in the audit log. */
export type Surface = 'external' | 'hospital' | 'v1' | 'dashboard' | 'socket' | 'system';

/** What is known of a request before anybody asks who sent it. */
export type RequestInfo = {
  /** Our own id, always stored: `req_` and 26 characters. */
  requestId: string;
  /** The caller's X-Request-ID, where it is of an accepted form; it is then the one that answers carry. */
  callerRequestId: string | null;
  surface: Surface;
  method: string;
  /** Client address, normalised; behind a trusted proxy the forwarded one. */
  address: string;
  userAgent: string | null;
  /** Of v1's errors, by Accept-Language. */
  language: Language;
  /** When it arrived: wall clock (audit) and monotonic milliseconds (durations). */
  receivedAt: Date;
  startedAt: number;
};
