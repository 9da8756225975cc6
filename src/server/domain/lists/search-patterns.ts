import { foldName } from '@/server/kernel/fold-name';

/** What the search functions take (SQL): LIKE patterns for texts of three characters and more, and for shorter ones. */
export type SearchPatterns = { anywhere: string[]; beginning: string[] };

/** Shorter texts have no trigram, so they search by the beginning. */
export const TRIGRAM = 3;

/** The text as a part of a LIKE pattern that means itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** The patterns for `q` on names alone. */
export function namePatterns(q: string): SearchPatterns {
  const text = foldName(q);
  return text.length < TRIGRAM
    ? { anywhere: [], beginning: [`${escapeLike(text)}%`] }
    : { anywhere: [`%${escapeLike(text)}%`], beginning: [] };
}
