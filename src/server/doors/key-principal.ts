import type { KeyPrincipal } from '@/server/kernel/principal';
import { effectivePermissions } from '@/shared/permissions';
import type { KeyRecord } from './key-record';

/** The caller whom a key's record describes. @param token lock 3 as presented; null for a server key. */
export function keyPrincipal(record: KeyRecord, token: KeyPrincipal['token']): KeyPrincipal {
  return {
    kind: 'api_key',
    keyKind: record.kind,
    keyId: record.id,
    keyName: record.name,
    hospitalId: record.hospitalId,
    hospital: record.hospital,
    branchId: record.branchId,
    environment: record.environment,
    permissions: effectivePermissions(record.permissions),
    grantedPermissions: record.permissions,
    rateTier: record.rateTier,
    rateLimits: record.rateLimits,
    token,
  };
}
