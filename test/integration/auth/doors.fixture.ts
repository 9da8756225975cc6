import { newServerKey } from '@/server/credentials/formats';
import { ChangeListener } from '@/server/db/change-listener';
import { attemptLogin } from '@/server/domain/auth/attempt-login';
import { createBrowserSession } from '@/server/domain/auth/browser-session';
import { openFamily } from '@/server/domain/auth/open-family';
import { AccessTokenCheck } from '@/server/doors/access-token-check';
import type { Door } from '@/server/doors/door';
import { HospitalDoor } from '@/server/doors/hospital-door';
import { PersonCheck } from '@/server/doors/person-check';
import { RecordCache } from '@/server/doors/record-cache';
import { SessionDoor } from '@/server/doors/session-door';
import { V1Door } from '@/server/doors/v1-door';
import { newId } from '@/server/kernel/new-id';
import type { Role } from '@/shared/roles';
import { NOW, ORIGIN, openWorld, PASSWORD, PUBLIC_URL, trace } from './fixture';

export type House = Awaited<ReturnType<typeof openHouse>>;

type KeyOptions = { kind?: 'server' | 'partner'; environment?: 'live' | 'test'; secretExpiresAt?: Date; columns?: string };

/** The world with its doors, as the runtime puts them together. */
export async function openHouse() {
  const world = await openWorld();
  const { services } = world;
  const { credentials, secrets } = services;
  const listener = new ChangeListener(world.database.authUrl);
  await listener.start();
  const people = new PersonCheck(credentials, new RecordCache(listener, 100));
  const accessTokens = new AccessTokenCheck(services.accessTokens, people, secrets);
  const session = new SessionDoor({ cookies: world.sessionCookies, people, secrets, publicUrl: PUBLIC_URL });
  const v1 = (production: boolean) =>
    new V1Door({
      credentials,
      cache: new RecordCache(listener, 100),
      secrets,
      accessTokens,
      onOldHash: () => {},
      keyPrefix: 'nyra_',
      production,
    });
  const doors = { session, hospital: new HospitalDoor(accessTokens, session), v1: v1(true), v1Staging: v1(false) };

  /** A server key; `columns` is SQL that changes its row. */
  async function addKey({ kind = 'server', environment = 'live', secretExpiresAt, columns }: KeyOptions = {}) {
    const key = newServerKey(environment);
    const id = newId();
    const hospitalId = world.hospitals.lotus;
    await world.sql(
      `INSERT INTO api_keys (hospital_id, id, kind, key, environment, permissions, rate_tier)
        VALUES ($1, $2, $3, $4, $5, '{patients:write}', 'free')`,
      [hospitalId, id, kind, key.slice(0, 12), environment],
    );
    const { hash, version } = secrets.hash('server-key', key);
    await world.sql(
      `INSERT INTO api_secrets (hospital_id, id, api_key_id, secret_hash, hash_version, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [hospitalId, newId(), id, hash, version, secretExpiresAt ?? null],
    );
    if (columns) await world.sql(`UPDATE api_keys SET ${columns} WHERE id = $1`, [id]);
    return { id, key };
  }

  /** A person with a browser session and an access token. */
  async function addVisitor(role: Role = 'admin') {
    const person = await world.addPerson({ role });
    const verify = () => attemptLogin(services, { email: person.email, password: PASSWORD, roles: null }, ORIGIN, trace());
    const reference = await createBrowserSession(services, await verify(), ORIGIN, NOW);
    const cookie = `${world.sessionCookies.name}=${await world.sessionCookies.seal(reference)}`;
    const pair = await openFamily(services, await verify(), ORIGIN, NOW);
    return { person, reference, cookie, ...pair };
  }

  /** In short: who came in, or code and cause. */
  async function ask(door: Door, headers: Record<string, string> | string[], method = 'GET', now = NOW) {
    const rawHeaders = Array.isArray(headers) ? headers : Object.entries(headers).flat();
    const verdict = await door.check({ rawHeaders, method, now });
    if (!verdict.ok) return `${verdict.code} ${verdict.cause}`;
    const { principal } = verdict;
    return principal.kind === 'api_key' ? principal.keyId : principal.kind === 'user' ? principal.userId : 'anonymous';
  }

  return {
    ...world,
    people,
    doors,
    addKey,
    addVisitor,
    ask,
    async close() {
      await listener.close();
      await world.close();
    },
  };
}
