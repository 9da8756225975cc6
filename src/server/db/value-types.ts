import { type CustomTypesConfig, types } from 'pg';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;

/**
 * A timestamptz as PostgreSQL writes it in ISO style with the session in UTC: "2026-11-21 22:37:13.123+00". The columns
 * hold milliseconds, so a Date keeps them whole.
 */
export function parseInstant(text: string): Date {
  if (!text.endsWith('+00')) return new Date(text);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
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
