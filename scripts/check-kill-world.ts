import type { Locks } from './check-kill-load';
import { ADMIN } from './check-kill-server';

/** A key that may read and create patients without limits, and patients to read. */
export type World = { locks: Locks; keyId: string; patients: string[] };

/** Calls the server with JSON. @throws with the answer's text unless it is a success. */
export async function api<Data>(url: string, method: string, path: string, body?: unknown, bearer?: string): Promise<Data> {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Data;
}

/** The admin's access token, and where keys are made. */
export async function keysOf(url: string): Promise<{ bearer: string; path: string }> {
  const login = await api<{ data: { accessToken: string } }>(url, 'POST', '/v1/auth/login', ADMIN);
  const bearer = login.data.accessToken;
  const [hospital] = await api<{ id: string }[]>(url, 'GET', '/api/hospitals', undefined, bearer);
  return { bearer, path: `/api/hospitals/${hospital?.id}/api-keys` };
}

/** Makes the key as a hospital would: over REST, as its admin. */
export async function makeWorld(url: string): Promise<World> {
  const { bearer, path } = await keysOf(url);
  const wish = { name: 'Kill test', permissions: ['patients:read', 'patients:write'], rate_tier: 'enterprise' };
  type Created = { data: { id: string; key: string; secret: string; token: string } };
  const { data } = await api<Created>(url, 'POST', path, wish, bearer);
  const locks = { 'x-api-key': data.key, 'x-api-secret': data.secret, authorization: `Bearer ${data.token}` };
  const listed = await fetch(`${url}/api/external/patients?limit=100`, { headers: locks });
  const list = (await listed.json()) as { data: { results: { id: string }[] } };
  return { locks, keyId: data.id, patients: list.data.results.map((row) => row.id) };
}
