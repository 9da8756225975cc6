/** The rate tiers (contract section 4): requests a key may make in each of three windows, all at once. */
export const RATE_TIERS = ['free', 'basic', 'professional', 'enterprise'] as const;

export type RateTier = (typeof RATE_TIERS)[number];

/** Requests a window; null: unlimited. */
export type RateLimits = { per15Minutes: number | null; perHour: number | null; perDay: number | null };

/** Seconds of the three windows, in the order of `RateLimits`. */
export const RATE_WINDOWS = { per15Minutes: 900, perHour: 3600, perDay: 86_400 } as const satisfies Record<
  keyof RateLimits,
  number
>;

/** How an unlimited window is shown in headers and answers. */
export const UNLIMITED = 999_999_999;

/** `enterprise` is set per key; without a setting it is unlimited. */
export const TIER_LIMITS: Record<RateTier, RateLimits> = {
  free: { per15Minutes: 100, perHour: 300, perDay: 1_000 },
  basic: { per15Minutes: 500, perHour: 1_500, perDay: 10_000 },
  professional: { per15Minutes: 2_000, perHour: 6_000, perDay: 50_000 },
  enterprise: { per15Minutes: null, perHour: null, perDay: null },
};
