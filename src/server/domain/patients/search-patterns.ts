import { escapeLike, type SearchPatterns, TRIGRAM } from '@/server/domain/lists/search-patterns';
import { foldName } from '@/server/kernel/fold-name';
import { phonePrefixes } from '@/server/kernel/phone';

/**
 * The patterns for `q` on name, phone and e-mail. Digits are searched as they were typed and without punctuation, so that
 * `98765 43210` and `+91 98765-43210` both find +919876543210.
 */
export function searchPatterns(q: string, country: string): SearchPatterns {
  const text = foldName(q);
  if (text.length < TRIGRAM) {
    const prefixes = [text, ...phonePrefixes(text, country)];
    return { anywhere: [], beginning: prefixes.map((prefix) => `${escapeLike(prefix)}%`) };
  }
  const texts = new Set([text]);
  if (/^\+?[\d\s().-]+$/.test(text)) {
    const digits = text.replace(/\D/g, '');
    // Without the trunk prefix too: 09876543210 is how it is dialled at home.
    for (const number of [digits, digits.replace(/^0+/, '')]) if (number.length >= TRIGRAM) texts.add(number);
  }
  return { anywhere: [...texts].map((part) => `%${escapeLike(part)}%`), beginning: [] };
}
