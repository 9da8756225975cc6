import { describe, expect, it } from 'vitest';
import { planOverlap } from './secret-overlap';
import { chainEnd, tokenExpiry } from './token-life';

const NOW = new Date('2026-06-01T00:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('tokenExpiry', () => {
  const terms = { now: NOW, ttlSeconds: 3600, keyExpiresAt: null, renewableUntil: later(90 * 86_400) };
  it('is the life of the hospital’s setting', () => expect(tokenExpiry(terms)).toEqual(later(3600)));
  it('never passes the chain', () => expect(tokenExpiry({ ...terms, renewableUntil: later(10) })).toEqual(later(10)));
  it('never passes the key', () => expect(tokenExpiry({ ...terms, keyExpiresAt: later(5) })).toEqual(later(5)));
});

describe('chainEnd', () => {
  it('is so many days from now, never past the key', () => {
    expect(chainEnd(NOW, 90, null)).toEqual(later(90 * 86_400));
    expect(chainEnd(NOW, 90, later(7))).toEqual(later(7));
  });
});

describe('planOverlap', () => {
  const secrets = [
    { id: 'current', expiresAt: null },
    { id: 'old', expiresAt: later(50) },
  ];
  it('keeps the one that was current, and ends the one before it', () => {
    expect(planOverlap(secrets, 60, NOW)).toEqual({ keep: { id: 'current', until: later(60) }, end: ['old'] });
  });
  it('ends all without an overlap', () => {
    expect(planOverlap(secrets, 0, NOW)).toEqual({ keep: null, end: ['current', 'old'] });
  });
});
