import type { ErrorCode } from '@/server/kernel/error-codes';
import type { Principal } from '@/server/kernel/principal';

/** Why a door stayed shut: the real cause, for the audit log only. The caller gets the code. */
export type RefusalCause =
  | 'credentials_missing'
  | 'header_doubled'
  | 'both_credentials'
  | 'key_malformed'
  | 'key_unknown'
  | 'key_revoked'
  | 'key_disabled'
  | 'key_expired'
  | 'key_wrong_kind'
  | 'test_key_in_production'
  | 'secret_wrong'
  | 'secret_overlap_ended'
  | 'token_wrong'
  | 'token_revoked'
  | 'token_expired'
  | 'jwt_invalid'
  | 'jwt_expired'
  | 'ticket_spent'
  | 'session_revoked'
  | 'session_expired'
  | 'user_disabled'
  | 'csrf'
  | 'address_not_allowed'
  | 'frozen';

/** What is known of a refused caller, for the audit row. */
export type RefusedCaller = {
  hospitalId: string | null;
  branchId: string | null;
  apiKeyId: string | null;
  actorId: string | null;
  /** Of an unknown credential: its first 8 characters and a keyed hash. */
  credentialHint: string | null;
};

/**
 * A door's answer: a value, not a thrown error, since refusals are common and must cost little.
 * `authenticated`: were the credentials right, though something else (allowlist, freeze) refused?
 */
export type Verdict =
  | { ok: true; principal: Principal; allowedIps: readonly string[]; frozen: boolean }
  | { ok: false; code: ErrorCode; cause: RefusalCause; authenticated: boolean; caller: RefusedCaller };

export const UNKNOWN_CALLER: RefusedCaller = {
  hospitalId: null,
  branchId: null,
  apiKeyId: null,
  actorId: null,
  credentialHint: null,
};
