import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attemptLogin } from '@/server/domain/auth/attempt-login';
import { login } from '@/server/domain/auth/login';
import { openFamily } from '@/server/domain/auth/open-family';
import type { Role } from '@/shared/roles';
import { minutes, NOW, ORIGIN, openWorld, PASSWORD, trace, type World } from './fixture';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const attempt = (email: string, password = PASSWORD, roles: Role[] | null = null) =>
  login(world.services, { email, password, roles });

/** Hashes that an attempt costs. */
async function work(email: string, password = PASSWORD): Promise<number> {
  const before = world.services.passwords.hashes;
  await attempt(email, password);
  return world.services.passwords.hashes - before;
}

describe('login', () => {
  it('lets the right password in, whatever the case of the e-mail', async () => {
    const { email, id } = await world.addPerson();
    expect(await attempt(` ${email.toUpperCase()}`)).toMatchObject({ ok: true, person: { id, role: 'admin' } });
  });

  it('tells the log why nobody came in', async () => {
    const { email, id, hospitalId } = await world.addPerson();
    expect(await attempt(email, 'wrong horse')).toEqual({ ok: false, cause: 'wrong_password', hospitalId, userId: id });
    expect(await attempt(email, PASSWORD, ['doctor'])).toMatchObject({ ok: false, cause: 'role_not_held' });
    const nobody = { ok: false, cause: 'unknown_email', hospitalId: null, userId: null };
    expect(await attempt('nobody@example.com')).toEqual(nobody);
    await world.sql(`UPDATE users SET status = 'DISABLED' WHERE id = $1`, [id]);
    expect(await attempt(email)).toMatchObject({ ok: false, cause: 'user_disabled' });
    await world.sql(`UPDATE users SET deleted_at = now() WHERE id = $1`, [id]);
    expect(await attempt(email)).toMatchObject({ ok: false, cause: 'user_deleted', userId: id });
  });

  it("asks for confirmation of a doctor's login that a key made, not of a patient's", async () => {
    const doctor = await world.addPerson({ role: 'doctor', byKey: true });
    const patient = await world.addPerson({ role: 'patient', byKey: true });
    expect(await attempt(doctor.email)).toMatchObject({ ok: false, cause: 'user_unconfirmed' });
    expect(await attempt(patient.email)).toMatchObject({ ok: true, person: { patientId: patient.patientId } });
    await world.sql('UPDATE users SET confirmed_at = now() WHERE id = $1', [doctor.id]);
    expect(await attempt(doctor.email)).toMatchObject({ ok: true });
  });

  it('costs one hash, whoever is asked for', async () => {
    const known = await world.addPerson();
    const twice = await world.addPerson({ email: 'twice@example.com' });
    await world.addPerson({ email: twice.email, hospitalId: world.hospitals.other, password: 'another password' });
    const gone = await world.addPerson();
    await world.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [gone.id]);
    for (const email of [known.email, twice.email, gone.email, 'nobody@example.com']) {
      expect(await work(email)).toBe(1);
      expect(await work(email, 'wrong horse')).toBe(1);
    }
  });

  it('picks by password, then role, then last use, where two hospitals know the e-mail', async () => {
    const email = 'both@example.com';
    const first = await world.addPerson({ email });
    const second = await world.addPerson({ email, hospitalId: world.hospitals.other, role: 'doctor' });
    const who = async (roles: Role[] | null) => {
      const outcome = await attempt(email, PASSWORD, roles);
      return outcome.ok ? outcome.person.id : outcome.cause;
    };
    expect(await who(['admin'])).toBe(first.id);
    expect(await who(['doctor'])).toBe(second.id);
    await world.sql('UPDATE users SET last_login_at = $2 WHERE id = $1', [first.id, minutes(1)]);
    expect(await who(null)).toBe(first.id);
    await world.sql('UPDATE users SET last_login_at = $2 WHERE id = $1', [second.id, minutes(2)]);
    expect(await who(null)).toBe(second.id);
    await world.sql(`UPDATE users SET status = 'DISABLED' WHERE id = $1`, [second.id]);
    expect(await who(null)).toBe(first.id);

    const other = await world.addPerson({ email: 'one@example.com' });
    const own = { email: other.email, hospitalId: world.hospitals.other, password: 'another password' };
    const chosen = await world.addPerson(own);
    expect(await attempt(other.email, 'another password')).toMatchObject({ ok: true, person: { id: chosen.id } });
  });

  it('agrees on the salt when two hospitals make the first two logins at once', async () => {
    const email = 'race@example.com';
    await Promise.all([world.addPerson({ email }), world.addPerson({ email, hospitalId: world.hospitals.other })]);
    expect(await work(email)).toBe(1);
  });

  it('keeps an e-mail unique within its hospital, and frees it with the login', async () => {
    const { email, id } = await world.addPerson();
    await expect(world.addPerson({ email: email.toUpperCase() })).rejects.toMatchObject({
      code: 'DUPLICATE_RESOURCE',
      details: [{ path: 'email' }],
    });
    await world.sql('UPDATE users SET deleted_at = now() WHERE id = $1', [id]);
    await expect(world.addPerson({ email })).resolves.toBeDefined();
  });
});

describe('attemptLogin', () => {
  const tryIn = (email: string, password: string, note = trace()) =>
    attemptLogin(world.services, { email, password, roles: null }, { address: '198.51.100.1' }, note);

  it('answers the same for every cause and notes whom it was about', async () => {
    const { email, id, hospitalId } = await world.addPerson();
    const note = trace();
    await expect(tryIn(email, 'wrong horse', note)).rejects.toMatchObject({
      code: 'INVALID_CREDENTIALS',
      auditCause: 'wrong_password',
    });
    expect(note).toEqual({ hospitalId, targetType: 'user', targetId: id });
    const unknown = await tryIn('nobody@example.com', PASSWORD).catch((error: unknown) => error);
    const wrong = await tryIn(email, 'wrong horse').catch((error: unknown) => error);
    const said = (error: unknown) => JSON.stringify({ ...(error as object), auditCause: null });
    expect(said(unknown)).toBe(said(wrong));
  });

  it('refuses the eleventh unread, also for an e-mail that nobody has', async () => {
    const { email } = await world.addPerson();
    for (const guessed of [email, 'never@example.com']) {
      for (let i = 0; i < 10; i++) await expect(tryIn(guessed, 'wrong horse')).rejects.toMatchObject({ status: 401 });
      const before = world.services.passwords.hashes;
      await expect(tryIn(guessed, PASSWORD)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', status: 429 });
      expect(world.services.passwords.hashes).toBe(before);
    }
  });

  it('opens nothing once the password has changed between its check and the session', async () => {
    const { email, id } = await world.addPerson();
    const person = await tryIn(email, PASSWORD);
    await world.sql(`UPDATE users SET password_hash = 'other' WHERE id = $1`, [id]);
    await expect(openFamily(world.services, person, ORIGIN, NOW)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await world.sql('SELECT FROM refresh_families WHERE user_id = $1', [id])).toHaveLength(0);
  });
});
