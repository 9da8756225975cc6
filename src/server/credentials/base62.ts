import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The largest multiple of 62 in a byte: bytes from here on are thrown away, or the first characters would be likelier. */
const UNBIASED = 248;

/** `length` characters of base62, each equally likely. @param source of random bytes: the system's. */
export function randomBase62(length: number, source: (count: number) => Buffer = randomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of source(length)) {
      if (byte < UNBIASED && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** A number below 2^53 in base62, padded with 0 to `length`. */
export function toBase62(value: number, length: number): string {
  let rest = value;
  let text = '';
  do {
    text = ALPHABET[rest % 62] + text;
    rest = Math.floor(rest / 62);
  } while (rest > 0);
  return text.padStart(length, '0');
}
