import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessTokens } from '@/server/credentials/access-token';
import { SecretRing } from '@/server/credentials/secret-ring';
import { attemptLogin } from '@/server/domain/auth/attempt-login';
import { logout } from '@/server/domain/auth/logout';
import { openFamily } from '@/server/domain/auth/open-family';
import { refresh } from '@/server/domain/auth/refresh';
import { toTypeId } from '@/server/kernel/typeid';
import type { Role } from '@/shared/roles';
import { minutes, NOW, ORIGIN, openWorld, PASSWORD, SECRET, trace, type World } from './fixture';

const MONTH = 30 * 24 * 60;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function logIn(role: Role = 'admin') {
  const person = await world.addPerson({ role });
  const verified = await attemptLogin(
    world.services,
    { email: person.email, password: PASSWORD, roles: null },
    ORIGIN,
    trace(),
  );
  return { person, pair: await openFamily(world.services, verified, ORIGIN, NOW) };
}

/** The successor, or why there is none. */
async function use(token: string, now = minutes(1)): Promise<string> {
  const outcome = await refresh(world.services, token, now);
  return outcome.ok ? outcome.pair.refreshToken : outcome.cause;
}

describe('the first pair', () => {
  it('names the person as v1 does', async () => {
    for (const role of ['patient', 'doctor', 'receptionist'] as const) {
      const { person, pair } = await logIn(role);
      const checked = await world.services.accessTokens.verify(pair.accessToken, NOW);
      const names = {
        patient: () => toTypeId('patient', person.patientId ?? ''),
        doctor: () => toTypeId('doctor', person.doctorId ?? ''),
        receptionist: () => toTypeId('user', person.id),
      };
      const hid = toTypeId('hospital', person.hospitalId);
      expect(checked).toMatchObject({ status: 'ok', claims: { sub: names[role](), role, hid } });
      expect(pair).toMatchObject({ expiresIn: 3600, tokenType: 'Bearer' });
    }
  });

  it('is kept as a hash only', async () => {
    const { pair } = await logIn();
    const rows = await world.sql('SELECT to_jsonb(t)::text AS text FROM refresh_tokens t');
    expect(rows.map((row) => row.text).join()).not.toContain(pair.refreshToken);
  });
});

describe('refresh', () => {
  it('goes on from successor to successor', async () => {
    const { pair } = await logIn();
    let token = pair.refreshToken;
    for (let i = 1; i <= 5; i++) {
      token = await use(token, minutes(i));
      expect(token).toMatch(/^rt_/);
    }
  });

  it('lets a client keep the first one until a successor is used', async () => {
    const { pair } = await logIn();
    const successors = [];
    for (let i = 1; i <= 5; i++) successors.push(await use(pair.refreshToken, minutes(i)));
    expect(new Set(successors).size).toBe(5);
    expect(successors.every((token) => token.startsWith('rt_'))).toBe(true);
  });

  it('retires the old one and the siblings when a successor is first used', async () => {
    const { pair } = await logIn();
    const [left, right] = [await use(pair.refreshToken), await use(pair.refreshToken)];
    expect(await use(left)).toMatch(/^rt_/);
    expect(await use(right)).toBe('refresh_reused');
  });

  it('ends the whole family when a retired one comes back', async () => {
    const { pair } = await logIn();
    const second = await use(pair.refreshToken);
    const third = await use(second);
    expect(await use(pair.refreshToken)).toBe('refresh_reused');
    expect(await use(third)).toBe('refresh_revoked');
    expect(await use(second)).toBe('refresh_revoked');
    const found = await world.sql(`SELECT revoked_for FROM refresh_families WHERE revoked_for = 'reuse' AND revoked_at = $1`, [
      minutes(1),
    ]);
    expect(found.length).toBeGreaterThan(0);
  });

  it('leaves the used successor good until its own successor is used', async () => {
    const { pair } = await logIn();
    const second = await use(pair.refreshToken);
    const third = await use(second);
    const sibling = await use(second);
    expect(sibling).toMatch(/^rt_/);
    expect(await use(third)).toMatch(/^rt_/);
    expect(await use(second)).toBe('refresh_reused');
  });

  it('serves uses at once, all of them, and one branch lives on', async () => {
    const { pair } = await logIn();
    const successors = await Promise.all(Array.from({ length: 8 }, () => use(pair.refreshToken)));
    expect(successors.every((token) => token.startsWith('rt_'))).toBe(true);
    expect(new Set(successors).size).toBe(8);
    // Two siblings used at once: the first one retires the other, whose use ends the family.
    const outcomes = await Promise.all(successors.slice(0, 2).map((token) => use(token)));
    expect(outcomes.filter((outcome) => outcome === 'refresh_reused')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.startsWith('rt_'))).toHaveLength(1);
  });

  it('ends 30 days after the login, however often it was used', async () => {
    const { pair } = await logIn();
    const second = await use(pair.refreshToken, minutes(MONTH - 1));
    expect(second).toMatch(/^rt_/);
    expect(await use(second, minutes(MONTH))).toBe('refresh_expired');
  });

  it('knows no other texts, and asks no database about those of another form', async () => {
    expect(await use(`rt_${'x'.repeat(64)}`)).toBe('refresh_unknown');
    expect(await use('rt_short')).toBe('refresh_unknown');
    expect(await use('\u0000')).toBe('refresh_unknown');
  });

  it('asks whether the person may still come in', async () => {
    const { person, pair } = await logIn();
    await world.sql(`UPDATE users SET status = 'DISABLED' WHERE id = $1`, [person.id]);
    expect(await use(pair.refreshToken)).toBe('user_disabled');
  });

  it('renews the hash under a new secret, so that the old one can go', async () => {
    const { pair } = await logIn();
    const under = (current: string, previous?: string) => {
      const secrets = new SecretRing(current, previous);
      return { ...world.services, secrets, accessTokens: new AccessTokens(secrets, world.services.config.publicUrl) };
    };
    const next = 'b'.repeat(32);
    expect((await refresh(under(next), pair.refreshToken, NOW)).ok).toBe(false);
    expect((await refresh(under(next, SECRET), pair.refreshToken, NOW)).ok).toBe(true);
    expect((await refresh(under(next), pair.refreshToken, NOW)).ok).toBe(true);
  });
});

describe('logout', () => {
  it('ends the family by any token of it, once', async () => {
    const { pair } = await logIn();
    const second = await use(pair.refreshToken);
    expect(await logout(world.services, pair.refreshToken, NOW)).toMatchObject({ ended: true });
    expect(await use(second)).toBe('refresh_revoked');
    expect(await logout(world.services, second, NOW)).toMatchObject({ ended: false });
    expect(await logout(world.services, 'rt_none', NOW)).toEqual({ token: null, ended: false });
  });
});
