import { ERROR_TABLE, type ErrorCode } from '../error-codes';
import type { Language } from './language';
import { SPANISH_ERRORS, SPANISH_UNKNOWN, SPANISH_WORDS } from './spanish';
import { SPANISH_SENTENCES } from './spanish-sentences';

type Template = { pattern: RegExp; spanish: string };

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Sentences with values in them, those that say the most first. */
const TEMPLATES: readonly Template[] = Object.entries(SPANISH_SENTENCES)
  .filter(([english]) => english.includes('{}'))
  .sort(([a], [b]) => b.length - a.length)
  .map(([english, spanish]) => ({
    pattern: new RegExp(`^${english.split('{}').map(literally).join('(.+?)')}$`, 's'),
    spanish,
  }));

/**
 * The Spanish of a sentence that some part of the program says in English, the values in it kept; null: there is none. By the
 * sentence itself, so that whoever throws an error writes it once, in English, and knows nothing of languages.
 */
export function toSpanish(english: string): string | null {
  const exact = SPANISH_SENTENCES[english];
  if (exact !== undefined) return exact;
  for (const { pattern, spanish } of TEMPLATES) {
    const match = pattern.exec(english);
    if (!match) continue;
    const values = match.slice(1);
    return spanish.replace(/\{(?:word)?\}/g, (hole) => {
      const value = values.shift() ?? '';
      return hole === '{word}' ? (SPANISH_WORDS[value] ?? value) : value;
    });
  }
  return null;
}

/** An error's own sentence in the language; the code is the same in every one. */
export function errorSentence(code: ErrorCode, english: string, language: Language): string {
  if (language === 'en') return english;
  const isDefault = english === ERROR_TABLE[code].message;
  return (isDefault ? null : toSpanish(english)) ?? SPANISH_ERRORS[code];
}

/** The sentence of a detail in the language. */
export function detailSentence(english: string, language: Language): string {
  return language === 'en' ? english : (toSpanish(english) ?? SPANISH_UNKNOWN);
}
