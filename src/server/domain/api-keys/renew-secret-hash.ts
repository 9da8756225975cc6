import type { Services } from '@/server/domain/services';

/**
 * Stores the hash of a secret under the present APP_SECRET after it was presented and matched under the previous one, so that
 * the previous one can be taken away (design, "Secrets"). Changes nothing where another request was quicker.
 */
export async function renewSecretHash(
  services: Services,
  place: { hospitalId: string; secretId: string; kind: 'partner' | 'server' },
  secret: string,
): Promise<void> {
  const { hash, version } = services.secrets.hash(place.kind === 'partner' ? 'api-secret' : 'server-key', secret);
  const tenant = { hospitalId: place.hospitalId, branchId: null };
  await services.db.transaction(tenant, (tx) =>
    tx.apiSecret.updateMany({
      where: { hospitalId: place.hospitalId, id: place.secretId, hashVersion: { not: version } },
      data: { secretHash: new Uint8Array(hash), hashVersion: version },
    }),
  );
}
