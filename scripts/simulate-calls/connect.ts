import { type Client, createClient, Refusal } from './http';
import type { Credentials } from './options';
import { type House, readHouse } from './read-house';

/** Where calls are recorded, and who may be in them. */
export type Platform = { call: Client; base: string; house: House };

const MINUTE_MS = 60_000;

/** @throws Refusal where the credentials are not right or may not record calls. */
export function connect(url: string, credentials: Credentials): Promise<Platform> {
  return credentials.kind === 'key' ? byKey(url, credentials) : byLogin(url, credentials);
}

type Locks = { key: string; secret: string; token: string };

const keyClient = (url: string, { key, secret, token }: Locks) =>
  createClient(url, { 'x-api-key': key, 'x-api-secret': secret, authorization: `Bearer ${token}` });

async function byKey(url: string, locks: Locks): Promise<Platform> {
  const call = keyClient(url, locks);
  return { call, base: '/api/external/calls', house: await readHouse(call) };
}

async function byLogin(
  url: string,
  { email, password, hospitalId }: Extract<Credentials, { kind: 'login' }>,
): Promise<Platform> {
  const login = await createClient(url, {})<{ accessToken: string }>('POST', '/v1/auth/login', { email, password });
  const call = createClient(url, { authorization: `Bearer ${login.accessToken}` });
  const hospitals = await call<{ id: string }[]>('GET', '/api/hospitals');
  const hospital = hospitalId ?? hospitals[0]?.id;
  if (!hospital || !hospitals.some(({ id }) => id === hospital))
    throw new Refusal(404, 'This login administers no such hospital.');
  const base = `/api/hospitals/${hospital}`;
  // The hospital surface lists no patients: a key that may do nothing but read tells who can be called, and is gone again.
  const made = await call<Locks & { id: string }>('POST', `${base}/api-keys`, {
    name: 'Call simulation',
    permissions: ['patients:read', 'doctors:read', 'branches:read', 'appointments:read'],
    expires_at: new Date(Date.now() + 10 * MINUTE_MS).toISOString(),
  });
  try {
    return { call, base: `${base}/calls`, house: await readHouse(keyClient(url, made)) };
  } finally {
    await call('DELETE', `${base}/api-keys/${made.id}`);
  }
}
