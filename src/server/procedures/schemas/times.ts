import { z } from 'zod';

const TIME_OF_DAY = /^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?$/;

/** A time of day in a request: HH:MM or HH:MM:SS (contract section 4, Times); the parsed value is HH:MM:SS. */
export function timeOfDay() {
  return z
    .string()
    .max(8, 'Must be a time of day, as HH:MM or HH:MM:SS.')
    .regex(TIME_OF_DAY, 'Must be a time of day, as HH:MM or HH:MM:SS.')
    .transform((text) => (text.length === 5 ? `${text}:00` : text));
}

/** A time of day in an answer: HH:MM:SS. */
export function shownTime() {
  return z
    .string()
    .max(8)
    .regex(/^(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}$/);
}

/** ISO: 1 Monday to 7 Sunday. */
export function weekday() {
  return z.int().min(1).max(7).meta({ description: 'ISO: 1 Monday to 7 Sunday.', example: 1 });
}
