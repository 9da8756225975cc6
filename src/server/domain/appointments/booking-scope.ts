import type { RecordScope } from '@/server/domain/access/record-scope';

/** For whom and when something is booked. */
export type BookingScope = {
  hospitalId: string;
  /** IANA zone of the hospital, for what has no branch with one. */
  hospitalTimezone: string;
  /** The caller's branch lock, the same as the transaction's tenant has; null: the whole hospital. */
  branchId: string | null;
  now: Date;
  /** Whose appointments the caller reaches, and for whom it books; absent: the whole tenant's. */
  reach?: RecordScope;
};
