/** Opening hours of one weekday, as they are stored and written; ISO day: 1 Monday to 7 Sunday, times `HH:MM:SS`. */
export type OpeningHours = { day_of_week: number; is_open: boolean; start_time: string | null; end_time: string | null };

/** A branch as the domain knows it. Instants are Dates. */
export type Branch = {
  id: string;
  name: string;
  location: string | null;
  landmark: string | null;
  /** E.164, both. */
  callerNumber: string | null;
  outboundNumber: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  /** IANA; null: the hospital's. */
  timezone: string | null;
  /** By day; a day that nobody spoke of is not there. */
  operatingHours: OpeningHours[];
  createdAt: Date;
  updatedAt: Date;
};

/** What SQL selects for a Branch from `branches b`. */
export const BRANCH_COLUMNS = `b.id, b.name, b.location, b.landmark, b.caller_number AS "callerNumber",
  b.outbound_number AS "outboundNumber", b.status, b.timezone, b.operating_hours AS "operatingHours",
  b.created_at AS "createdAt", b.updated_at AS "updatedAt"`;

/** The columns that a caller sets. */
export type BranchFields = Omit<Branch, 'id' | 'createdAt' | 'updatedAt'>;
