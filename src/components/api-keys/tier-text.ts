import { numberText } from '@/lib/time-text';
import { type RateTier, TIER_LIMITS } from '@/shared/rate-tiers';
import type { AgreedLimits } from './types';

/** "500 requests in 15 minutes, 1,500 an hour, 10,000 a day." @param agreed the key's own limits, which `enterprise` may have. */
export function tierText(tier: RateTier, agreed: AgreedLimits | null = null): string {
  const own = tier === 'enterprise' ? agreed : null;
  const { per15Minutes, perHour, perDay } = TIER_LIMITS[tier];
  const windows = [
    [own?.per_15_minutes ?? per15Minutes, 'in 15 minutes'],
    [own?.per_hour ?? perHour, 'an hour'],
    [own?.per_day ?? perDay, 'a day'],
  ] as const;
  const [first, ...rest] = windows.flatMap(([limit, window]) => (limit === null ? [] : [[numberText(limit), window] as const]));
  if (first === undefined)
    return own === null && agreed === null ? 'No limit, unless one is agreed for this key.' : 'No limit.';
  return `${[`${first[0]} requests ${first[1]}`, ...rest.map(([limit, window]) => `${limit} ${window}`)].join(', ')}.`;
}
