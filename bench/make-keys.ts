import { AccessTokens } from '@/server/credentials/access-token';
import { PasswordHasher } from '@/server/credentials/password-hasher';
import { SecretRing } from '@/server/credentials/secret-ring';
import { SocketTickets } from '@/server/credentials/socket-ticket';
import { AuthDatabase } from '@/server/db/auth-database';
import { TenantDatabase } from '@/server/db/tenant-database';
import { createApiKey } from '@/server/domain/api-keys/create-api-key';
import { newId } from '@/server/kernel/new-id';
import { createLimits } from '@/server/limits/create-limits';
import type { World } from './world';

/** Partner keys as an admin makes them, of the one tier without limits: the windows are counted, and refuse nothing. */
export async function makeKeys(count: number, { urls, secret, hospitalId }: Omit<World, 'keys'>): Promise<World['keys']> {
  const db = new TenantDatabase({ connectionString: urls.app, poolSize: 1, readers: 1 });
  const credentials = new AuthDatabase(urls.auth, 1);
  const secrets = new SecretRing(secret);
  const services = {
    db,
    credentials,
    secrets,
    passwords: new PasswordHasher(),
    accessTokens: new AccessTokens(secrets, 'http://127.0.0.1'),
    socketTickets: new SocketTickets(secrets, 'http://127.0.0.1'),
    loginLimits: createLimits(60).logins,
    config: { appEnv: 'development' as const, keyPrefix: 'nyra_', publicUrl: 'http://127.0.0.1', version: 'bench' },
  };
  const makeOne = async () => {
    const { apiKey, issued, token } = await db.transaction({ hospitalId, branchId: null }, (tx) =>
      createApiKey(tx, services, hospitalId, KEY, { userId: newId(), address: '127.0.0.1', now: new Date() }),
    );
    if (issued.kind !== 'partner' || !token) throw new Error('not a partner key');
    return { key: apiKey.key, secret: issued.secret, token: token.token };
  };
  try {
    return await Promise.all(Array.from({ length: count }, makeOne));
  } finally {
    await Promise.all([db.close(), credentials.close()]);
  }
}

const KEY: Parameters<typeof createApiKey>[3] = {
  name: 'Bench',
  kind: 'partner',
  permissions: ['patients:read', 'appointments:read', 'doctors:read', 'branches:read', 'ws:ticket'],
  branchId: null,
  environment: 'live',
  expiresAt: null,
  allowedIps: [],
  rateTier: 'enterprise',
  rateLimits: null,
};
