import { describe, expect, it } from 'vitest';
import { curlText, envFileName, envText, hideSecrets } from './credentials-text';
import { toRevealed } from './revealed';
import type { RevealedCredentials } from './types';

const BASE = 'https://api.example';
const partner: RevealedCredentials = toRevealed({
  name: 'Nyra CRM',
  kind: 'partner',
  permissions: ['patients:write', 'patients:read'],
  key: 'nyra_k',
  secret: 'TrLk+s/',
  token: 'abc123',
  token_expires_at: '2026-11-22T10:00:00Z',
});
const server = toRevealed({ name: null, kind: 'server', permissions: ['admin'], key: 'sk_live_x' });

describe('envText', () => {
  it('lists what a partner needs, without quotes, with a line’s end', () => {
    expect(envText(partner, BASE)).toBe(
      'TRILOCK_BASE_URL=https://api.example\nTRILOCK_API_KEY=nyra_k\nTRILOCK_API_SECRET=TrLk+s/\nTRILOCK_HOSPITAL_TOKEN=abc123\n',
    );
  });

  it('leaves out what there is not', () => {
    expect(envText(server, BASE)).toBe('TRILOCK_BASE_URL=https://api.example\nTRILOCK_SERVER_KEY=sk_live_x\n');
    expect(envText({ ...partner, key: null, secret: null }, BASE)).toBe(
      'TRILOCK_BASE_URL=https://api.example\nTRILOCK_HOSPITAL_TOKEN=abc123\n',
    );
  });
});

describe('curlText', () => {
  it('reads patients where the key may', () => {
    expect(curlText(partner, BASE)).toBe(
      "curl 'https://api.example/api/external/patients?limit=5' \\\n  -H 'x-api-key: nyra_k' \\\n  -H 'x-api-secret: TrLk+s/' \\\n  -H 'Authorization: Bearer abc123'",
    );
    expect(curlText({ ...partner, permissions: ['admin'] }, BASE)).toContain('/patients?limit=5');
  });

  it('asks who it is where it may not', () => {
    expect(curlText({ ...partner, permissions: ['patients:create'] }, BASE)).toContain("'https://api.example/api/external/me'");
  });

  it('verifies a server key', () => {
    expect(curlText(server, BASE)).toBe("curl 'https://api.example/v1/auth/verify' \\\n  -H 'X-API-Key: sk_live_x'");
  });

  it('is nothing for a token alone', () => expect(curlText({ ...partner, key: null, secret: null }, BASE)).toBeNull());
});

describe('envFileName', () => {
  it.each([
    ['Nyra CRM', 'nyra-crm.env'],
    ['  ../..\\etc/passwd ', 'etc-passwd.env'],
    ['Clínica São João', 'cli-nica-sa-o-joa-o.env'],
    ['日本', 'trilock.env'],
    [null, 'trilock.env'],
    ['x'.repeat(100), `${'x'.repeat(60)}.env`],
  ])('%j is %s', (name, file) => expect(envFileName(name)).toBe(file));
});

describe('hideSecrets', () => {
  it('hides every credential in a text', () => {
    const hidden = hideSecrets(curlText(partner, BASE) ?? '', partner, '•');
    for (const secret of ['nyra_k', 'TrLk+s/', 'abc123']) expect(hidden).not.toContain(secret);
    expect(hidden).toContain("-H 'x-api-secret: •'");
  });
});
