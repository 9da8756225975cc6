import { verify as libraryVerify, parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { PasswordGate } from './password-gate';
import { isPasswordLength, PasswordHasher } from './password-hasher';

describe('PasswordHasher', () => {
  it('writes argon2id at the current cost, readable by the library', async () => {
    const phc = await new PasswordHasher().hash('correct horse');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(phc)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16, outputLen: 32 });
    expect(await libraryVerify(phc, 'correct horse')).toBe(true);
  });

  it('verifies its own strings, and keeps a given salt', async () => {
    const hasher = new PasswordHasher();
    const first = await hasher.hash('correct horse');
    expect(await hasher.verify('correct horse', first)).toBe(true);
    expect(await hasher.verify('correct horsf', first)).toBe(false);
    expect(await hasher.hash('correct horse', hasher.saltOf(first))).toBe(first);
  });

  it('checks several strings of one salt with one hash', async () => {
    const hasher = new PasswordHasher();
    const one = await hasher.hash('password one');
    const two = await hasher.hash('password two', hasher.saltOf(one));
    const before = hasher.hashes;
    expect(await hasher.verifyEach('password two', [one, two])).toEqual([false, true]);
    expect(hasher.hashes - before).toBe(1);
  });

  it('costs as much for nobody, and for what is no password at all', async () => {
    const hasher = new PasswordHasher();
    const phc = await hasher.hash('a'.repeat(256));
    const before = hasher.hashes;
    expect(await hasher.verifyAgainstNobody('whatever')).toBe(false);
    expect(await hasher.verify('short', phc)).toBe(false);
    // Its first 256 bytes are the password; it is not.
    expect(await hasher.verify('a'.repeat(100_000), phc)).toBe(false);
    expect(hasher.hashes - before).toBe(3);
  });

  it('takes 8 to 256 bytes, not characters', async () => {
    expect(['1234567', '12345678', 'é'.repeat(4), 'a'.repeat(256), 'é'.repeat(129)].map(isPasswordLength)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    await expect(new PasswordHasher().hash('1234567')).rejects.toThrow(RangeError);
  });

  it('takes the same letters in either Unicode form', async () => {
    const hasher = new PasswordHasher();
    const phc = await hasher.hash('contraseña'.normalize('NFD'));
    expect(await hasher.verify('contraseña'.normalize('NFC'), phc)).toBe(true);
  });
});

describe('PasswordGate', () => {
  it('runs so many at once, lets so many wait in order, refuses the next, and recovers', async () => {
    const gate = new PasswordGate(1, 2);
    const done: number[] = [];
    const releases: (() => void)[] = [];
    const enter = (id: number) =>
      gate.pass(() => new Promise<void>((release) => releases.push(release))).then(() => void done.push(id));
    const works = [enter(0), enter(1), enter(2)];
    await expect(enter(3)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 2 });
    for (const index of [0, 1, 2]) {
      expect(releases).toHaveLength(index + 1);
      releases[index]?.();
      await works[index];
    }
    expect(done).toEqual([0, 1, 2]);
    const again = enter(4);
    releases[3]?.();
    await again;
  });

  it('hands the place on when a work fails', async () => {
    const gate = new PasswordGate(1, 1);
    await expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate.pass(async () => 'next')).toBe('next');
  });
});
