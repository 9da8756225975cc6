import { ADMINISTRATORS } from '@/server/procedures/hospital/scope';
import type { Runtime } from '@/server/runtime/runtime';
import type { LiveSource } from './live-stream';

/**
 * In which calls of the person's hospital something happens just now, by id: no health data. What it is the page asks for, as
 * the person who looks. The first word is `all`: from then on nothing is left out.
 */
export function liveCallsSource({ calls }: Runtime): LiveSource {
  return {
    path: '/api/dashboard/live-calls',
    roles: ADMINISTRATORS,
    action: 'call.follow',
    subscribe: ({ hospitalId }, tell) =>
      calls.subscribe(hospitalId, (changes) =>
        tell(changes === null ? { all: true } : { changed: changes.map(({ callId: id, course }) => ({ id, course })) }),
      ),
  };
}
