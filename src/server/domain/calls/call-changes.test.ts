import { describe, expect, it } from 'vitest';
import { CALL_TRANSITIONS, type CallChanges, courseAfter, MAX_DURATION } from './call-changes';

const START = new Date('2026-11-22T10:00:00Z');
const NOW = new Date('2026-11-22T10:01:40.600Z');
const UNDER_WAY = { callStatus: 'in_progress', duration: null, createdAt: START, endedAt: null } as const;
const ENDED = ['completed', 'missed', 'failed'] as const;
const change = (changes: CallChanges, now = NOW) => courseAfter(UNDER_WAY, changes, now);

describe('courseAfter', () => {
  it.each(ENDED)('in_progress → %s ends the call now', (callStatus) => {
    expect(change({ callStatus, duration: 7 })).toEqual({ callStatus, duration: 7, endedAt: NOW, event: 'call.ended' });
  });

  it('in_progress said again is an update', () => {
    expect(change({ callStatus: 'in_progress' })).toMatchObject({
      callStatus: 'in_progress',
      endedAt: null,
      event: 'call.updated',
    });
  });

  it.each(ENDED.flatMap((from) => (Object.keys(CALL_TRANSITIONS) as (typeof from)[]).map((to) => [from, to] as const)))(
    '%s → %s is refused',
    (callStatus, to) => {
      const call = { ...UNDER_WAY, callStatus, endedAt: START };
      expect(() => courseAfter(call, { callStatus: to }, NOW)).toThrow(
        expect.objectContaining({ code: 'INVALID_STATUS_TRANSITION' }),
      );
    },
  );

  it('a duration alone is corrected after the end, and the end stays', () => {
    const call = { ...UNDER_WAY, callStatus: 'completed', duration: 100, endedAt: START } as const;
    expect(courseAfter(call, { duration: 90 }, NOW)).toEqual({
      callStatus: 'completed',
      duration: 90,
      endedAt: START,
      event: 'call.updated',
    });
  });

  it('completed without a duration has lasted until now; what was said before or is cleared stays so', () => {
    expect(change({ callStatus: 'completed' }).duration).toBe(101);
    expect(courseAfter({ ...UNDER_WAY, duration: 5 }, { callStatus: 'completed' }, NOW).duration).toBe(5);
    expect(change({ callStatus: 'completed', duration: null }).duration).toBeNull();
    expect(change({ callStatus: 'missed' }).duration).toBeNull();
  });

  it('a measured duration is neither negative nor over a day', () => {
    expect(change({ callStatus: 'completed' }, new Date(START.getTime() - 900)).duration).toBe(0);
    expect(change({ callStatus: 'completed' }, new Date('2026-12-22T10:00:00Z')).duration).toBe(MAX_DURATION);
  });
});
