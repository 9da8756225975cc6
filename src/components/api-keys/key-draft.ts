import { addDays, dayIn, endOfDay } from '@/lib/zone';
import type { Permission } from '@/shared/permissions';
import type { RateTier } from '@/shared/rate-tiers';
import type { CreateKeyInput, KeyEnvironment, KeyFormContext, KeyKind, KeyRow } from './types';

/** When the key ends: never, after so many days, on a day that was picked, or as it was. */
export type ExpiryChoice = 'never' | '30' | '90' | '365' | 'date' | 'keep';

/** The form as it is typed; everything a person has not finished yet is still text. */
export type KeyDraft = {
  name: string;
  kind: KeyKind;
  environment: KeyEnvironment;
  permissions: readonly Permission[];
  branchId: string;
  expiry: ExpiryChoice;
  expiryDate: string;
  /** Only with `keep`. */
  expiresAt: string | null;
  allowedIps: string;
  rateTier: RateTier;
};

export function newDraft(context: KeyFormContext): KeyDraft {
  return {
    name: '',
    kind: 'partner',
    environment: 'live',
    permissions: [],
    branchId: '',
    expiry: 'never',
    expiryDate: '',
    expiresAt: null,
    allowedIps: '',
    rateTier: context.defaultTier,
  };
}

export function draftOf(row: KeyRow): KeyDraft {
  return {
    name: row.name ?? '',
    kind: row.kind,
    environment: row.environment,
    permissions: row.permissions,
    branchId: row.branch_id ?? '',
    expiry: row.expires_at === null ? 'never' : 'keep',
    expiryDate: '',
    expiresAt: row.expires_at,
    allowedIps: (row.allowed_ips ?? []).join('\n'),
    rateTier: row.rate_tier,
  };
}

/** The instant at which the drafted key ends; null for never, or while no day is picked. */
export function expiryInstant(draft: KeyDraft, now: number, timeZone: string): string | null {
  switch (draft.expiry) {
    case 'never':
      return null;
    case 'keep':
      return draft.expiresAt;
    case 'date':
      return draft.expiryDate === '' ? null : endOfDay(draft.expiryDate, timeZone);
    default:
      return endOfDay(addDays(dayIn(now, timeZone), Number(draft.expiry)), timeZone);
  }
}

/** What is sent. Call it only on a draft that `checkDraft` found nothing wrong with. */
export function inputOf(draft: KeyDraft, addresses: readonly string[], now: number, timeZone: string): CreateKeyInput {
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    environment: draft.environment,
    permissions: draft.permissions,
    branch_id: draft.branchId === '' ? null : draft.branchId,
    expires_at: expiryInstant(draft, now, timeZone),
    allowed_ips: addresses.length === 0 ? null : addresses,
    rate_tier: draft.rateTier,
  };
}
