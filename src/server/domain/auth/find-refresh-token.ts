import { isRefreshToken } from '@/server/credentials/formats';
import type { Services } from '@/server/domain/services';

/** Where a presented refresh token is kept. */
export type FoundToken = { id: string; hospitalId: string; familyId: string; userId: string };

const BY_HASH = `SELECT t.id, t.hospital_id AS "hospitalId", t.family_id AS "familyId", f.user_id AS "userId"
  FROM refresh_tokens t JOIN refresh_families f ON f.hospital_id = t.hospital_id AND f.id = t.family_id
  WHERE t.token_hash = ANY ($1::bytea[]) LIMIT 1`;

/** The stored token of this text, whatever its state; null if it is none, which garbage is without a query. */
export async function findRefreshToken(services: Services, text: string): Promise<FoundToken | null> {
  if (!isRefreshToken(text)) return null;
  const hashes = services.secrets.hashes('refresh-token', text);
  const [found] = await services.credentials.query<FoundToken>({ name: 'refresh_token', text: BY_HASH, values: [hashes] });
  return found ?? null;
}
