import { describe, expect, it } from 'vitest';
import {
  APPOINTMENT_STATUSES,
  canTransition,
  EXTERNAL_STATUSES,
  statusesShownAs,
  targetOfExternal,
  toExternalStatus,
} from './status';

describe('canTransition', () => {
  it('never stays, never leaves an end, never goes back to scheduled', () => {
    for (const status of APPOINTMENT_STATUSES) {
      expect(canTransition(status, status)).toBe(false);
      expect(canTransition(status, 'scheduled')).toBe(false);
      for (const end of ['completed', 'cancelled', 'no_show'] as const) expect(canTransition(end, status)).toBe(false);
    }
  });

  it('goes forward', () => {
    const from = (status: (typeof APPOINTMENT_STATUSES)[number]) =>
      APPOINTMENT_STATUSES.filter((to) => canTransition(status, to));
    expect(from('scheduled')).toEqual(['confirmed', 'in_progress', 'completed', 'cancelled', 'no_show']);
    expect(from('confirmed')).toEqual(['in_progress', 'completed', 'cancelled', 'no_show']);
    expect(from('in_progress')).toEqual(['completed', 'cancelled']);
  });
});

describe('the External names', () => {
  it('cover every status once', () => {
    expect(EXTERNAL_STATUSES.flatMap(statusesShownAs).sort()).toEqual([...APPOINTMENT_STATUSES].sort());
    expect(statusesShownAs('BOOKED')).toEqual(['scheduled', 'confirmed', 'in_progress']);
  });

  it('name a target that reads back as itself; BOOKED is none', () => {
    expect(targetOfExternal('BOOKED')).toBeNull();
    for (const external of ['COMPLETED', 'NO_SHOW', 'CANCELLED'] as const) {
      const target = targetOfExternal(external);
      expect(target && toExternalStatus(target)).toBe(external);
    }
  });
});
