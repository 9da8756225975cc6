import type { ActionResult } from '@/lib/action-result';
import type { Permission } from '@/shared/permissions';
import type { RateTier } from '@/shared/rate-tiers';
import type { Role } from '@/shared/roles';

export type KeyKind = 'partner' | 'server';
export type KeyEnvironment = 'live' | 'test';
export type KeyStatus = 'active' | 'expiring' | 'expired' | 'disabled' | 'revoked';

export type AgreedLimits = {
  per_15_minutes?: number | null | undefined;
  per_hour?: number | null | undefined;
  per_day?: number | null | undefined;
};

/** One key as the hospital surface lists it (contract section 5), with what the dashboard adds. Instants are ISO 8601. */
export type KeyRow = {
  id: string;
  /** A server key's is its prefix and last four characters. */
  key: string;
  name: string | null;
  kind: KeyKind;
  is_active: boolean;
  branch_id: string | null;
  permissions: readonly Permission[];
  environment: KeyEnvironment;
  expires_at: string | null;
  allowed_ips: readonly string[] | null;
  rate_tier: RateTier;
  /** Agreed for this key alone; only with the tier `enterprise`. */
  rate_limits: AgreedLimits | null;
  last_used_at: string | null;
  created_at: string;
  updated_at: string;
  requests_today: number;
  status: KeyStatus;
};

/** A key on its own page. */
export type KeyDetails = KeyRow & {
  created_by: string | null;
  /** The newest live hospital token's end; null without one, and for a server key. */
  token_expires_at: string | null;
  /** While the secret (or server key) before the last rotation still works. */
  rotated_at: string | null;
  old_secret_expires_at: string | null;
};

/** One attempt with the key. `cause` is the real reason of a refusal, which the caller was not told. */
export type KeyRequest = {
  request_id: string;
  at: string;
  method: string;
  route: string;
  status: number;
  duration_ms: number;
  cause: string | null;
};

export type MadeLogin = { id: string; email: string; role: Role };

export type BranchOption = { id: string; name: string };

/** The body of POST `/api-keys`. */
export type CreateKeyInput = {
  name: string;
  kind: KeyKind;
  environment: KeyEnvironment;
  permissions: readonly Permission[];
  branch_id: string | null;
  expires_at: string | null;
  allowed_ips: readonly string[] | null;
  rate_tier: RateTier;
};

/** The body of PATCH: only what changed. */
export type UpdateKeyInput = Partial<Omit<CreateKeyInput, 'kind' | 'environment'>> & { is_active?: boolean };

/** What is shown once, after a creation, a rotation or a new token. */
export type RevealedCredentials = {
  name: string | null;
  kind: KeyKind;
  permissions: readonly Permission[];
  key: string | null;
  secret: string | null;
  token: string | null;
  token_expires_at: string | null;
  old_secret_expires_at: string | null;
};

export type KeyActions = {
  onUpdate: (input: UpdateKeyInput) => Promise<ActionResult>;
  onRotate: (input: { overlap_seconds: number }) => Promise<ActionResult<RevealedCredentials>>;
  onIssueToken: (input: { revoke_others: boolean }) => Promise<ActionResult<RevealedCredentials>>;
  /** Answers with the logins that the key had made. */
  onRevoke: () => Promise<ActionResult<readonly MadeLogin[]>>;
};

/** What the forms need to know of the hospital. */
export type KeyFormContext = {
  branches: readonly BranchOption[];
  defaultTier: RateTier;
  timeZone: string;
  /** Where the API answers, without a slash at the end: for the curl line. */
  baseUrl: string;
};
