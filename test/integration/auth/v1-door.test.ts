import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newApiKey, newHospitalToken, newServerKey } from '@/server/credentials/formats';
import { logout } from '@/server/domain/auth/logout';
import { type House, openHouse } from './doors.fixture';
import { minutes, NOW } from './fixture';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const ask = (headers: Record<string, string> | string[], now = NOW) => house.ask(house.doors.v1, headers, 'GET', now);

describe('a server key', () => {
  it('opens by X-API-Key and as Bearer, with what its permissions imply', async () => {
    const { id, key } = await house.addKey();
    expect(await ask({ 'X-API-Key': key })).toBe(id);
    expect(await ask({ authorization: `bearer ${key}` })).toBe(id);
    const verdict = await house.doors.v1.check({ rawHeaders: ['x-api-key', key], method: 'GET', now: NOW });
    const permissions = new Set(['patients:write', 'patients:create']);
    const hospital = { id: house.hospitals.lotus, name: 'lotus', timezone: 'Asia/Kolkata', country: 'IN', currency: 'INR' };
    expect(verdict).toMatchObject({ ok: true, frozen: false, principal: { permissions, hospital, token: null } });
  });

  it.each([
    ['revoked_at = now()', 'key_revoked'],
    ['is_active = false', 'key_disabled'],
    [`expires_at = '2026-11-22T10:00:00Z'`, 'key_expired'],
    [`kind = 'partner'`, 'key_unknown'],
  ])('with %s is %s', async (columns, cause) => {
    const { key } = await house.addKey({ columns });
    expect(await ask({ 'x-api-key': key })).toBe(`INVALID_API_KEY ${cause}`);
  });

  it('lives to the end of its overlap, also out of the cache', async () => {
    const { id, key } = await house.addKey({ secretExpiresAt: minutes(5) });
    expect(await ask({ 'x-api-key': key }, minutes(4))).toBe(id);
    expect(await ask({ 'x-api-key': key }, minutes(5))).toBe('INVALID_API_KEY secret_overlap_ended');
  });

  it('of the test environment opens nothing in production', async () => {
    const { id, key } = await house.addKey({ environment: 'test' });
    expect(await ask({ 'x-api-key': key })).toBe('INVALID_API_KEY test_key_in_production');
    expect(await house.ask(house.doors.v1Staging, { 'x-api-key': key })).toBe(id);
  });

  it('is told from typing errors, strangers and partner keys', async () => {
    const { key } = await house.addKey();
    const typo = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
    expect(await ask({ 'x-api-key': typo })).toBe('INVALID_API_KEY key_malformed');
    expect(await ask({ authorization: `Bearer ${typo}` })).toBe('INVALID_API_KEY key_malformed');
    expect(await ask({ 'x-api-key': newServerKey('live') })).toBe('INVALID_API_KEY key_unknown');
    expect(await ask({ 'x-api-key': newApiKey('nyra_') })).toBe('INVALID_API_KEY key_wrong_kind');
    expect(await ask({ authorization: `Bearer ${newApiKey('nyra_')}` })).toBe('INVALID_API_KEY key_wrong_kind');
  });

  it('leaves a hint in the log while nobody knows it, and its own name once it is known', async () => {
    const stranger = newServerKey('live');
    const unknown = await house.doors.v1.check({ rawHeaders: ['x-api-key', stranger], method: 'GET', now: NOW });
    expect(unknown).toMatchObject({ caller: { apiKeyId: null, credentialHint: expect.stringMatching(/^sk_live_… .{12}$/) } });
    expect(JSON.stringify(unknown)).not.toContain(stranger.slice(8, 20));
    const { id, key } = await house.addKey({ columns: 'is_active = false' });
    const known = await house.doors.v1.check({ rawHeaders: ['x-api-key', key], method: 'GET', now: NOW });
    expect(known).toMatchObject({ caller: { apiKeyId: id, hospitalId: house.hospitals.lotus, credentialHint: null } });
  });

  it('is shut out within 100 ms of its disabling, though it was cached', async () => {
    const { id, key } = await house.addKey();
    expect(await ask({ 'x-api-key': key })).toBe(id);
    await house.sql('UPDATE api_keys SET is_active = false WHERE id = $1', [id]);
    const refused = 'INVALID_API_KEY key_disabled';
    await expect.poll(() => ask({ 'x-api-key': key }), { interval: 5, timeout: 100 }).toBe(refused);
  });
});

describe('two credentials, or none', () => {
  it('are refused', async () => {
    const { key } = await house.addKey();
    const { accessToken, cookie } = await house.addVisitor();
    expect(await ask({})).toBe('UNAUTHORIZED credentials_missing');
    expect(await ask({ cookie })).toBe('UNAUTHORIZED credentials_missing');
    expect(await ask({ 'x-api-key': key, authorization: `Bearer ${accessToken}` })).toBe('UNAUTHORIZED both_credentials');
    expect(await ask({ 'x-api-key': key, authorization: `Bearer ${key}` })).toBe('UNAUTHORIZED both_credentials');
    expect(await ask(['x-api-key', key, 'X-Api-Key', key])).toBe('UNAUTHORIZED header_doubled');
    const bearer = `Bearer ${accessToken}`;
    expect(await ask(['authorization', bearer, 'Authorization', bearer])).toBe('UNAUTHORIZED header_doubled');
  });
});

describe('an access token', () => {
  it('opens for its person, until it ends', async () => {
    const { person, accessToken } = await house.addVisitor('patient');
    const headers = { authorization: `Bearer ${accessToken}` };
    expect(await ask(headers, minutes(59))).toBe(person.id);
    expect(await ask(headers, minutes(61))).toBe('TOKEN_EXPIRED jwt_expired');
  });

  it('is told from everything else', async () => {
    const { accessToken, refreshToken } = await house.addVisitor();
    const changed = `${accessToken.slice(0, -5)}AAAAA`;
    for (const text of [changed, refreshToken, newHospitalToken(), '', 'x'.repeat(9000)]) {
      expect(await ask({ authorization: `Bearer ${text}` })).toBe('UNAUTHORIZED jwt_invalid');
    }
    expect(await ask({ authorization: `Basic ${accessToken}` })).toBe('UNAUTHORIZED jwt_invalid');
  });

  it('ends with its session and with its person, though both were cached', async () => {
    const visitor = await house.addVisitor();
    const headers = { authorization: `Bearer ${visitor.accessToken}` };
    expect(await ask(headers)).toBe(visitor.person.id);
    await logout(house.services, visitor.refreshToken, NOW);
    const polling = { interval: 5, timeout: 100 };
    await expect.poll(() => ask(headers), polling).toBe('UNAUTHORIZED session_revoked');

    const other = await house.addVisitor();
    const bearer = { authorization: `Bearer ${other.accessToken}` };
    expect(await ask(bearer)).toBe(other.person.id);
    await house.sql(`UPDATE users SET status = 'DISABLED' WHERE id = $1`, [other.person.id]);
    await expect.poll(() => ask(bearer), polling).toBe('UNAUTHORIZED user_disabled');
  });

  it("carries today's role, not the one of its claims", async () => {
    const { person, accessToken } = await house.addVisitor('receptionist');
    await house.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [person.id]);
    const rawHeaders = ['authorization', `Bearer ${accessToken}`];
    const verdict = await house.doors.v1.check({ rawHeaders, method: 'GET', now: NOW });
    expect(verdict).toMatchObject({ ok: true, principal: { role: 'admin', via: 'access_token' } });
  });

  it('of another hospital than its session is none', async () => {
    const { person, accessToken } = await house.addVisitor();
    const checked = await house.services.accessTokens.verify(accessToken, NOW);
    if (checked.status !== 'ok') throw new Error('unexpected');
    const hid = house.hospitals.other;
    const forged = await house.services.accessTokens.sign({ ...checked.claims, hid }, NOW);
    expect(await ask({ authorization: `Bearer ${forged}` })).toBe('UNAUTHORIZED session_revoked');
    expect(await ask({ authorization: `Bearer ${accessToken}` })).toBe(person.id);
  });
});
