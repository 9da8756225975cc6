import type { AccessTokens } from '@/server/credentials/access-token';
import type { PasswordHasher } from '@/server/credentials/password-hasher';
import type { SecretRing } from '@/server/credentials/secret-ring';
import type { SocketTickets } from '@/server/credentials/socket-ticket';
import type { AuthDatabase } from '@/server/db/auth-database';
import type { TenantDatabase } from '@/server/db/tenant-database';
import type { LoginLimits } from './auth/login-limits';

/** What the domain needs of the running process; made once by the runtime and handed down. */
export type Services = {
  db: TenantDatabase;
  /** Credentials across hospitals: for login and for listing hospitals, nothing else. */
  credentials: AuthDatabase;
  secrets: SecretRing;
  passwords: PasswordHasher;
  accessTokens: AccessTokens;
  socketTickets: SocketTickets;
  /** Of passwords and refresh tokens: checked before either is read. */
  loginLimits: LoginLimits;
  config: {
    appEnv: 'development' | 'staging' | 'production';
    keyPrefix: string;
    publicUrl: string;
    version: string;
  };
};
