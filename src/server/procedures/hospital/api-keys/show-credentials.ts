import type { CreatedApiKey } from '@/server/domain/api-keys/create-api-key';
import { formatInstant } from '@/server/kernel/zoned-time';
import { showApiKey } from './api-key.schema';

/** A key with what is shown this once; `zone` is the hospital's. */
export function showCredentials({ apiKey, issued, token }: CreatedApiKey, zone: string) {
  return {
    ...showApiKey(apiKey, zone),
    ...(issued.kind === 'partner' ? { secret: issued.secret } : { key: issued.key }),
    ...(token && { token: token.token, token_expires_at: formatInstant(token.tokenExpiresAt, zone) }),
  };
}
