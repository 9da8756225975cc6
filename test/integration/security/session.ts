import { newId } from '@/server/kernel/new-id';
import type { TestApp } from '../../support/app';
import type { Person } from '../../support/factory';

/** A browser session of a person, as the headers that our own page sends with it. */
export async function browserSession(app: TestApp, hospitalId: string, person: Person) {
  const sessionId = newId();
  await app.sql(
    `INSERT INTO sessions (hospital_id, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '12 hours')`,
    [hospitalId, sessionId, person.id],
  );
  const { cookies } = app.runtime.identity;
  const cookie = `${cookies.name}=${await cookies.seal({ sessionId, hospitalId })}`;
  return { sessionId, headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' } };
}
