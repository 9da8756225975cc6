import { invalidField } from '@/server/kernel/app-error';
import { normalizeBlock } from '@/server/kernel/ip-blocks';
import type { RateTier } from '@/shared/rate-tiers';
import type { StoredRateLimits } from './api-key';

/**
 * The rules between a key's fields that its schema cannot say.
 * @returns the allowlist in its normal form, without repetitions.
 * @throws AppError VALIDATION_ERROR naming the field.
 */
export function checkRestrictions(
  key: { expiresAt: Date | null; allowedIps: readonly string[]; rateTier: RateTier; rateLimits: StoredRateLimits | null },
  now: Date,
): string[] {
  if (key.expiresAt !== null && key.expiresAt <= now) throw invalidField('expires_at', 'Must be in the future.');
  if (key.rateLimits !== null && key.rateTier !== 'enterprise') {
    throw invalidField('rate_limits', 'Can be set for the tier enterprise only.');
  }
  const blocks = key.allowedIps.map((text, index) => {
    const block = normalizeBlock(text);
    if (block === null) throw invalidField(`allowed_ips.${index}`, 'Must be an IPv4 or IPv6 address or a CIDR block.');
    return block;
  });
  return [...new Set(blocks)];
}
