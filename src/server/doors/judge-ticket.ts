import type { ErrorCode } from '@/server/kernel/error-codes';
import { isAllowed } from '@/server/kernel/ip-blocks';
import { effectivePermissions } from '@/shared/permissions';
import { faultOfKey } from './judge-three-locks';
import type { KeyRecord } from './key-record';

/** `authenticated`: are the credentials good, and something else refuses? */
export type TicketFault = { code: ErrorCode; cause: string; authenticated: boolean };

export type TicketUse = {
  /** The hospital token that bought the ticket: the socket ends with it. */
  tokenId: string;
  address: string;
  production: boolean;
};

/**
 * Why the key may have no socket now, in the order of contract section 1, rule 1: credentials, allowlist, freeze, permission.
 * Asked at connection, at every change to the key and before every delivery. Pure: no clock, no database.
 */
export function faultOfTicket(record: KeyRecord, { tokenId, address, production }: TicketUse, now: Date): TicketFault | null {
  const keyFault = faultOfKey(record, now) ?? (record.environment === 'test' && production ? 'test_key_in_production' : null);
  if (keyFault) return { code: 'INVALID_API_KEY', cause: keyFault, authenticated: false };
  const token = record.tokens.find(({ id }) => id === tokenId);
  if (!token || token.revokedAt !== null) return { code: 'INVALID_API_KEY', cause: 'token_revoked', authenticated: false };
  if (token.expiresAt <= now) return { code: 'TOKEN_EXPIRED', cause: 'token_expired', authenticated: false };
  if (!isAllowed(address, record.allowedIps))
    return { code: 'IP_NOT_ALLOWED', cause: 'address_not_allowed', authenticated: true };
  if (record.frozen) return { code: 'ACCESS_FROZEN', cause: 'frozen', authenticated: true };
  if (effectivePermissions(record.permissions).has('ws:ticket')) return null;
  return { code: 'INSUFFICIENT_PERMISSIONS', cause: 'permission_ws:ticket', authenticated: true };
}

/** When the socket must end by itself: with its token or its key, whichever ends first. Null: the token is not there. */
export function endOfSocket(record: KeyRecord, tokenId: string): Date | null {
  const token = record.tokens.find(({ id }) => id === tokenId);
  if (!token) return null;
  return record.expiresAt !== null && record.expiresAt < token.expiresAt ? record.expiresAt : token.expiresAt;
}
