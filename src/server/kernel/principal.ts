import type { Permission } from '@/shared/permissions';
import type { RateLimits, RateTier } from '@/shared/rate-tiers';
import type { Role } from '@/shared/roles';

/** What a caller may know of its hospital, and what translating its times needs. */
export type HospitalInfo = { id: string; name: string; timezone: string; country: string; currency: string };

/** A program, let in by three locks or by a server key. */
export type KeyPrincipal = {
  kind: 'api_key';
  keyKind: 'partner' | 'server';
  keyId: string;
  keyName: string | null;
  hospitalId: string;
  hospital: HospitalInfo;
  /** Not null: every list, read and write is confined to this branch. */
  branchId: string | null;
  environment: 'live' | 'test';
  /** With everything they imply. */
  permissions: ReadonlySet<Permission>;
  /** As granted. */
  grantedPermissions: readonly Permission[];
  rateTier: RateTier;
  rateLimits: RateLimits;
  /** Lock 3 as it was presented; null for a server key. */
  token: { id: string; expiresAt: Date; renewableUntil: Date } | null;
};

/** A person, let in by a browser session or an access token. */
export type UserPrincipal = {
  kind: 'user';
  via: 'session' | 'access_token';
  userId: string;
  sessionId: string;
  role: Role;
  name: string;
  email: string;
  /** The person's own hospital. */
  hospitalId: string;
  hospital: HospitalInfo;
  doctorId: string | null;
  patientId: string | null;
  mustChangePassword: boolean;
};

/** Nobody in particular: documents, health, login. */
export type AnonymousPrincipal = { kind: 'anonymous' };

export type Principal = KeyPrincipal | UserPrincipal | AnonymousPrincipal;

/** The id under which audit rows and idempotency records keep the caller; null for nobody. */
export function credentialId(principal: Principal): string | null {
  if (principal.kind === 'api_key') return principal.keyId;
  return principal.kind === 'user' ? principal.userId : null;
}

export const ANONYMOUS: AnonymousPrincipal = { kind: 'anonymous' };
