import type { Verdict } from './verdict';

/** What a door may look at: no body, no route, so that nothing is told to strangers. */
export type DoorRequest = { rawHeaders: readonly string[]; method: string; now: Date };

/** Who is calling? Never throws for a bad credential: that is a verdict. @throws where the database is away. */
export type Door = { check(request: DoorRequest): Promise<Verdict> };
