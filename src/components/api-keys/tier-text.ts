import { numberText } from '@/lib/time-text';
import { type RateTier, TIER_LIMITS } from '@/shared/rate-tiers';

/** "500 requests in 15 minutes, 1,500 an hour, 10,000 a day." */
export function tierText(tier: RateTier): string {
  const { per15Minutes, perHour, perDay } = TIER_LIMITS[tier];
  if (per15Minutes === null || perHour === null || perDay === null) return 'No limit, unless one is agreed for this key.';
  return `${numberText(per15Minutes)} requests in 15 minutes, ${numberText(perHour)} an hour, ${numberText(perDay)} a day.`;
}
