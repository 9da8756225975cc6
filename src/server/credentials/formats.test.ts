import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasValidChecksum, withChecksum } from './checksum';
import {
  isApiKey,
  isApiSecret,
  isHospitalToken,
  isRefreshToken,
  newApiKey,
  newApiSecret,
  newHospitalToken,
  newRefreshToken,
  newServerKey,
  serverKeyEnvironment,
  serverKeyHint,
} from './formats';

describe('checksum', () => {
  it('finds any one changed character', () => {
    const keys = fc.stringMatching(/^[0-9A-Za-z_]{8,40}$/).map(withChecksum);
    fc.assert(
      fc.property(keys, fc.nat(), fc.constantFrom(...'0aZ'), (key, at, character) => {
        const index = at % key.length;
        fc.pre(key[index] !== character);
        expect(hasValidChecksum(key)).toBe(true);
        expect(hasValidChecksum(key.slice(0, index) + character + key.slice(index + 1))).toBe(false);
      }),
    );
  });
});

describe('API keys', () => {
  it('have the published form and differ', () => {
    const keys = new Set(Array.from({ length: 500 }, () => newApiKey('nyra_')));
    expect(keys.size).toBe(500);
    for (const key of keys) expect(key).toMatch(/^nyra_[0-9A-Za-z]{32}$/);
  });

  it('are told from everything else without a query', () => {
    const key = newApiKey('nyra_');
    expect(isApiKey(key, 'nyra_')).toBe(true);
    for (const other of [
      '',
      'nyra_',
      key.toUpperCase(),
      `${key}0`,
      key.slice(1),
      newApiKey('other_'),
      newServerKey('live'),
      `${key}\0`,
    ]) {
      expect(isApiKey(other, 'nyra_')).toBe(false);
    }
  });
});

describe('API secrets', () => {
  it('are base64 of 51 bytes with a mark that scanners know', () => {
    const secret = newApiSecret();
    expect(Buffer.from(secret, 'base64')).toHaveLength(51);
    expect(secret.startsWith('TrLk')).toBe(true);
    expect(isApiSecret(secret)).toBe(true);
    expect(isApiSecret(secret.slice(0, -1))).toBe(false);
  });
});

describe('hospital and refresh tokens', () => {
  it('have their own forms', () => {
    expect(newHospitalToken()).toMatch(/^[0-9a-f]{64}$/);
    expect(isHospitalToken(newHospitalToken().toUpperCase())).toBe(false);
    expect(newRefreshToken()).toMatch(/^rt_[0-9A-Za-z]{64}$/);
    expect(isRefreshToken(newHospitalToken())).toBe(false);
  });
});

describe('server keys', () => {
  it('name their environment and show only prefix and end', () => {
    const key = newServerKey('test');
    expect(key).toMatch(/^sk_test_[0-9A-Za-z]{64}$/);
    expect(serverKeyEnvironment(key)).toBe('test');
    expect(serverKeyHint(key)).toBe(`sk_test_…${key.slice(-4)}`);
    for (const other of ['', 'sk_prod_x', key.replace('test', 'live'), key.slice(0, -1), 'sk_live_51HqJ9KLk']) {
      expect(serverKeyEnvironment(other)).toBeNull();
    }
  });
});
