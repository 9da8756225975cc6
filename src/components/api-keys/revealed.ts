import type { RevealedCredentials } from './types';

type Shown = {
  name: string | null;
  kind: 'partner' | 'server';
  permissions: RevealedCredentials['permissions'];
  key: string;
  secret?: string | undefined;
  token?: string | undefined;
  token_expires_at?: string | undefined;
  old_secret_expires_at?: string | null;
};

/** What a creation or a rotation answers, as the reveal shows it. */
export function toRevealed(shown: Shown): RevealedCredentials {
  return {
    name: shown.name,
    kind: shown.kind,
    permissions: shown.permissions,
    key: shown.key,
    secret: shown.secret ?? null,
    token: shown.token ?? null,
    token_expires_at: shown.token_expires_at ?? null,
    old_secret_expires_at: shown.old_secret_expires_at ?? null,
  };
}
