import { afterAll, beforeAll, expect, it } from 'vitest';
import { newApiKey } from '@/server/credentials/formats';
import { loadPartnerKey } from '@/server/doors/key-record';
import { newId } from '@/server/kernel/new-id';
import { openWorld, type World } from './fixture';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function addPartnerKey(columns = '') {
  const [id, key, hospitalId] = [newId(), newApiKey('nyra_'), world.hospitals.lotus];
  await world.sql(
    `INSERT INTO api_keys (hospital_id, id, kind, key, permissions, rate_tier) VALUES ($1, $2, 'partner', $3, '{calls:read}', 'basic')`,
    [hospitalId, id, key],
  );
  if (columns) await world.sql(`UPDATE api_keys SET ${columns} WHERE id = $1`, [id]);
  /** Tokens that end so many minutes from now, the later made the newer. */
  const addTokens = (count: number, endsIn: number, revoked: boolean) =>
    world.sql(
      `INSERT INTO hospital_tokens (hospital_id, id, api_key_id, token_hash, hash_version, created_at, expires_at, renewable_until, revoked_at)
        SELECT $1, gen_random_uuid(), $2, decode(lpad(n::text, 64, '0'), 'hex'), 7, now() + n * interval '1 second',
          now() + $4 * interval '1 minute', now() + interval '90 days', CASE WHEN $5 THEN now() END
        FROM generate_series(1, $3::int) AS n`,
      [hospitalId, id, count, endsIn, revoked],
    );
  return { id, key, addTokens };
}

const load = (key: string) => loadPartnerKey(world.services.credentials, key);

it('reads every live token, and of ended ones what the log and TOKEN_EXPIRED need', async () => {
  const { id, key, addTokens } = await addPartnerKey();
  await addTokens(30, 60, false);
  await addTokens(30, 60, true);
  await addTokens(30, -60, false);
  await addTokens(30, -60, true);
  const record = await load(key);
  const tokens = record?.tokens ?? [];
  const count = (live: boolean, revoked: boolean) =>
    tokens.filter((token) => token.expiresAt > new Date() === live && (token.revokedAt !== null) === revoked).length;
  expect(record?.id).toBe(id);
  expect([count(true, false), count(true, true), count(false, false), count(false, true)]).toEqual([30, 20, 20, 0]);
  const newestExpired = tokens
    .filter((token) => token.expiresAt <= new Date())
    .map((token) => Number(token.hash.toString('hex')));
  expect(Math.min(...newestExpired)).toBe(11);
  expect(tokens[0]).toMatchObject({ version: 7, hash: expect.any(Buffer), renewableUntil: expect.any(Date) });
});

it('shows the limits of the tier, and those of an enterprise key as set', async () => {
  const basic = await addPartnerKey();
  expect((await load(basic.key))?.rateLimits).toEqual({ per15Minutes: 500, perHour: 1500, perDay: 10_000 });
  const own = await addPartnerKey(`rate_tier = 'enterprise', rate_limits = '{"per_hour": 9, "per_day": null}'`);
  expect((await load(own.key))?.rateLimits).toEqual({ per15Minutes: null, perHour: 9, perDay: null });
});

it("is frozen with its hospital or its own branch, and by no other's", async () => {
  const branches = [newId(), newId()] as const;
  for (const branch of branches) {
    await world.sql(`INSERT INTO branches (hospital_id, id, name) VALUES ($1, $2, 'B')`, [world.hospitals.lotus, branch]);
  }
  const { key } = await addPartnerKey(`branch_id = '${branches[0]}'`);
  const frozen = async () => (await load(key))?.frozen;
  await world.sql('UPDATE branches SET frozen_at = now() WHERE id = $1', [branches[1]]);
  expect(await frozen()).toBe(false);
  await world.sql('UPDATE branches SET frozen_at = now() WHERE id = $1', [branches[0]]);
  expect(await frozen()).toBe(true);
  await world.sql('UPDATE branches SET frozen_at = NULL');
  await world.sql('UPDATE hospitals SET frozen_at = now() WHERE id = $1', [world.hospitals.lotus]);
  expect(await frozen()).toBe(true);
});

it('knows no key of another string', async () => {
  expect(await load(newApiKey('nyra_'))).toBe(null);
});
