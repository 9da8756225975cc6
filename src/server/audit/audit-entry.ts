import type { Surface } from '@/server/kernel/request-info';

/** One row of the audit log. Ids, names of fields and templates only: never a value of health data, never a secret. */
export type AuditEntry = {
  id: string;
  occurredAt: Date;
  hospitalId: string | null;
  branchId: string | null;
  requestId: string;
  callerRequestId: string | null;
  surface: Surface;
  actorType: 'api_key' | 'user' | 'anonymous' | 'system';
  actorId: string | null;
  apiKeyId: string | null;
  /** Were the credentials right? Only such rows count as use of a key. */
  authenticated: boolean;
  credentialHint: string | null;
  /** Such as `patient.list`. */
  action: string;
  targetType: string | null;
  targetId: string | null;
  outcome: 'allowed' | 'refused' | 'failed';
  /** The real cause of a refusal, for the hospital's admin. */
  cause: string | null;
  status: number;
  permission: string | null;
  method: string;
  /** The route's template. */
  route: string;
  /** Names of the parameters and body fields that were given. */
  parameters: readonly string[];
  address: string | null;
  userAgent: string | null;
  /** Microseconds from the request's arrival to the moment that this row was made. */
  durationUs: number;
  /** Every patient whose data is in the answer. */
  patientIds: readonly string[];
  /** Which of their fields: `contact`, `record` … */
  fieldGroup: string | null;
  /** Names of changed fields and what identifies the change. */
  changes: Record<string, unknown> | null;
};
