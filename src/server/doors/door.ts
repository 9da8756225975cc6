import type { Verdict } from './verdict';

/** What a door may look at: no body, no route, so that nothing is told to strangers. */
export type DoorRequest = { rawHeaders: readonly string[]; method: string; now: Date };

/** Who is calling? Never throws for a bad credential: that is a verdict. @throws where the database is away. */
export type Door = { check(request: DoorRequest): Promise<Verdict> };

/** Which stored secret was matched under the previous APP_SECRET, and what was presented. Must not throw or hold up the door. */
export type OldHashHandler = (
  place: { hospitalId: string; secretId: string; kind: 'partner' | 'server' },
  secret: string,
) => void;
