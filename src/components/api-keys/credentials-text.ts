import { effectivePermissions } from '@/shared/permissions';
import type { RevealedCredentials } from './types';

/** The credentials as a .env file. No value needs quotes: all are base62, base64 or hex. */
export function envText(credentials: RevealedCredentials, baseUrl: string): string {
  const server = credentials.kind === 'server';
  const lines: (readonly [string, string | null])[] = [
    ['TRILOCK_BASE_URL', baseUrl],
    [server ? 'TRILOCK_SERVER_KEY' : 'TRILOCK_API_KEY', credentials.key],
    ['TRILOCK_API_SECRET', credentials.secret],
    ['TRILOCK_HOSPITAL_TOKEN', credentials.token],
  ];
  return `${lines.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])).join('\n')}\n`;
}

/**
 * A first request that these credentials can make, or null if they are not complete (a new token alone). Without the right to
 * read patients it asks who it is, which every key may.
 */
export function curlText({ kind, key, secret, token, permissions }: RevealedCredentials, baseUrl: string): string | null {
  if (key === null) return null;
  if (kind === 'server') return curl(`${baseUrl}/v1/auth/verify`, [`X-API-Key: ${key}`]);
  if (secret === null || token === null) return null;
  const path = effectivePermissions(permissions).has('patients:read') ? '/patients?limit=5' : '/me';
  return curl(`${baseUrl}/api/external${path}`, [
    `x-api-key: ${key}`,
    `x-api-secret: ${secret}`,
    `Authorization: Bearer ${token}`,
  ]);
}

function curl(url: string, headers: readonly string[]): string {
  return [`curl '${url}'`, ...headers.map((header) => `-H '${header}'`)].join(' \\\n  ');
}

/** The file's name, from the key's: "nyra-crm.env". */
export function envFileName(name: string | null): string {
  const safe = (name ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${safe === '' ? 'trilock' : safe}.env`;
}

/** The text with every secret in it replaced by dots, for showing. */
export function hideSecrets(text: string, { key, secret, token }: RevealedCredentials, mask: string): string {
  return [key, secret, token].reduce<string>(
    (hidden, value) => (value === null ? hidden : hidden.replaceAll(value, mask)),
    text,
  );
}
