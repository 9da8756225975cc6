import { describe, expect, it } from 'vitest';
import { SecretRing } from './secret-ring';

const OLD = 'an old secret of at least thirty-two characters';
const NEW = 'a new secret of at least thirty-two characters!';

describe('SecretRing', () => {
  it('gives another hash for another purpose, text or secret', () => {
    const ring = new SecretRing(NEW);
    const hashes = [
      ring.hash('api-secret', 'a'),
      ring.hash('api-secret', 'b'),
      ring.hash('hospital-token', 'a'),
      new SecretRing(OLD).hash('api-secret', 'a'),
    ].map(({ hash }) => hash.toString('hex'));
    expect(new Set(hashes).size).toBe(4);
  });

  it('has the same version wherever the same secret is', () => {
    expect(new SecretRing(NEW).version).toBe(new SecretRing(NEW, OLD).version);
    expect(new SecretRing(NEW).version).not.toBe(new SecretRing(OLD).version);
  });

  it('matches what was hashed under the previous secret, and nothing once it is gone', () => {
    const stored = new SecretRing(OLD).hash('api-secret', 's').hash;
    const both = new SecretRing(NEW, OLD);
    expect(both.matches(both.hashes('api-secret', 's'), stored)).toBe(true);
    expect(both.matches(both.hashes('api-secret', 'other'), stored)).toBe(false);
    const after = new SecretRing(NEW);
    expect(after.matches(after.hashes('api-secret', 's'), stored)).toBe(false);
  });

  it('opens what it sealed, under the previous secret too', () => {
    const old = new SecretRing(OLD);
    const sealed = old.encrypt('idempotency', Buffer.from('answer'), 'place');
    expect(new SecretRing(NEW, OLD).decrypt('idempotency', sealed, old.version, 'place').toString()).toBe('answer');
    expect(() => new SecretRing(NEW).decrypt('idempotency', sealed, old.version, 'place')).toThrow();
  });

  it('refuses what was changed or moved to another place', () => {
    const ring = new SecretRing(NEW);
    const sealed = ring.encrypt('idempotency', Buffer.from('answer'), 'place');
    expect(() => ring.decrypt('idempotency', sealed, ring.version, 'elsewhere')).toThrow();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => ring.decrypt('idempotency', sealed, ring.version, 'place')).toThrow();
  });
});
