import { z } from 'zod';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
/** What numeric(12, 2) holds, and what JSON numbers carry without loss. */
const LARGEST = 9_999_999_999.99;

/** A currency by ISO 4217 in a request. */
export function currencyInput() {
  return z
    .string()
    .length(3)
    .refine((code) => CURRENCIES.has(code), 'Must be a currency by ISO 4217, such as INR.')
    .meta({ description: 'ISO 4217.', example: 'INR', pattern: '^[A-Z]{3}$' });
}

/** A currency by ISO 4217 in an answer. */
export function shownCurrency() {
  return z
    .string()
    .max(3)
    .regex(/^[A-Z]{3}$/);
}

/** An amount of money in a request; the currency stands beside it. */
export function amountInput() {
  return z
    .number()
    .min(0)
    .max(LARGEST)
    .refine((amount) => Number(amount.toFixed(2)) === amount, 'Must have at most two decimals.');
}

/** An amount of money in an answer. */
export function shownAmount() {
  return z.number().min(0).max(LARGEST);
}
