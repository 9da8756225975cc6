import { type CustomTypesConfig, types } from 'pg';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;

const UTC_INSTANT = 'YYYY-MM-DD hh:mm:ss+00'.length;

/**
 * A timestamptz as PostgreSQL writes it in ISO style with the session in UTC: "2026-11-21 22:37:13.123+00". The columns
 * hold milliseconds, so a Date keeps them whole. Read digit by digit: a list holds forty, and Date's own parser takes three
 * times as long.
 */
export function parseInstant(text: string): Date {
  // Another zone, 'infinity', years of another length, and those that Date.UTC would put into the 20th century.
  const usual = text.endsWith('+00') && text[4] === '-' && text.length <= UTC_INSTANT + 4 && text >= '0100';
  if (!usual) return new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
  let ms = 0;
  for (let at = 20, weight = 100; at < text.length - 3; at++, weight /= 10) ms += (text.charCodeAt(at) - ZERO) * weight;
  const year = two(text, 0) * 100 + two(text, 2);
  return new Date(Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), ms));
}

const ZERO = 48;

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

/** Dates stay text (they have no zone), instants become Date, counts become number (none passes 2^53). */
export const readerTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMPTZ) return parseInstant;
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return Number;
    return types.getTypeParser(oid, format as 'text');
  }) as CustomTypesConfig['getTypeParser'],
};
