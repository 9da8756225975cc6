import { crc32 } from 'node:zlib';
import { toBase62 } from './base62';

/** CRC-32 in base62 always fits in six characters: 62^6 > 2^32. */
export const CHECKSUM_LENGTH = 6;

/** `text` followed by its CRC-32 in base62. */
export function withChecksum(text: string): string {
  return text + toBase62(crc32(text), CHECKSUM_LENGTH);
}

/** Do the last six characters match the rest? Tells a typing error from a key without a query; it is no secret. */
export function hasValidChecksum(text: string): boolean {
  return text.length > CHECKSUM_LENGTH && withChecksum(text.slice(0, -CHECKSUM_LENGTH)) === text;
}
