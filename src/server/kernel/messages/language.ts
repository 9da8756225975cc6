/** The languages of v1's errors (contract, v1): what is asked for in another one is answered in English. */
export const LANGUAGES = ['en', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Longer headers are no list of languages that anybody reads. */
const MAX_LENGTH = 1_000;
const QUALITY = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * The language that Accept-Language (RFC 9110, 12.5.4) likes best of ours: by quality, then by order. `es-MX` is `es`; `*` is
 * whatever is not named; English where nothing fits.
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined || header.length > MAX_LENGTH) return 'en';
  const ranges = header.split(',').map(readRange);
  const liked = LANGUAGES.map((language) => {
    const named = ranges.filter(({ primary }) => primary === language);
    const fitting = named.length > 0 ? named : ranges.filter(({ primary }) => primary === '*');
    const quality = Math.max(0, ...fitting.map((range) => range.quality));
    return { language, quality, place: ranges.findIndex((range) => fitting.includes(range)) };
  });
  const [best] = liked.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality || a.place - b.place);
  return best?.language ?? 'en';
}

function readRange(text: string): { primary: string; quality: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const primary = tag.toLowerCase().split('-', 1)[0] ?? '';
  const [weight] = parameters;
  if (weight === undefined) return { primary, quality: 1 };
  const match = QUALITY.exec(weight);
  // What is no quality makes the range unreadable, not the best one.
  return { primary, quality: match ? Number(match[1]) : 0 };
}
