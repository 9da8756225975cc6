import type { SessionCookies } from '@/server/credentials/session-cookie';
import type { ChangeListener } from '@/server/db/change-listener';
import { renewSecretHash } from '@/server/domain/api-keys/renew-secret-hash';
import type { Services } from '@/server/domain/services';
import { AccessTokenCheck } from '@/server/doors/access-token-check';
import type { OldHashHandler } from '@/server/doors/door';
import { HospitalDoor } from '@/server/doors/hospital-door';
import type { KeyRecord } from '@/server/doors/key-record';
import { PersonCheck } from '@/server/doors/person-check';
import type { PersonSession } from '@/server/doors/person-session';
import { RecordCache } from '@/server/doors/record-cache';
import { SessionDoor } from '@/server/doors/session-door';
import { ThreeLockDoor } from '@/server/doors/three-lock-door';
import { TicketDoor } from '@/server/doors/ticket-door';
import { V1Door } from '@/server/doors/v1-door';

const KEYS_CACHED = 10_000;
const SESSIONS_CACHED = 10_000;

/** The doors of all surfaces over one cache of keys and one of sessions. */
export function createDoors(
  services: Services,
  listener: ChangeListener,
  cookies: SessionCookies,
  onFailure: (error: unknown) => void,
) {
  const { credentials, secrets, config } = services;
  const people = new PersonCheck(credentials, new RecordCache<PersonSession>(listener, SESSIONS_CACHED));
  const tokens = new AccessTokenCheck(services.accessTokens, people, secrets);
  const session = new SessionDoor({ cookies, people, secrets, publicUrl: config.publicUrl });
  const keys = {
    credentials,
    secrets,
    cache: new RecordCache<KeyRecord>(listener, KEYS_CACHED),
    keyPrefix: config.keyPrefix,
    production: config.appEnv === 'production',
    // The door does not wait: the old hash opens it as well as the new one will.
    onOldHash: (...[place, secret]: Parameters<OldHashHandler>) => {
      renewSecretHash(services, place, secret).catch(onFailure);
    },
  };
  const doors = {
    external: new ThreeLockDoor(keys),
    hospital: new HospitalDoor(tokens, session),
    v1: new V1Door({ ...keys, accessTokens: tokens }),
    dashboard: session,
  };
  const production = config.appEnv === 'production';
  const tickets = new TicketDoor({ credentials, secrets, cache: keys.cache, tickets: services.socketTickets, production });
  return { doors, people, session, tickets };
}
