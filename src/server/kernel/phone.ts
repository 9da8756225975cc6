import { type CountryCode, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A country by ISO 3166-1 alpha-2 that has a phone plan we know. */
export function isPhoneCountry(country: string): country is CountryCode {
  return isSupportedCountry(country);
}

/**
 * The number in E.164, read as national in the hospital's country unless it begins with +; null if it cannot be a number
 * there (contract section 4, Phones).
 */
export function toE164(text: string, country: string): string | null {
  if (text.length > 32 || !isPhoneCountry(country)) return null;
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return number?.isPossible() ? number.number : null;
}

/**
 * LIKE prefixes under which a stored number can begin with these digits: as given with +, or as the national part.
 * Empty if the text holds anything but digits and the usual punctuation.
 */
export function phonePrefixes(text: string, country: string): string[] {
  if (!/^\+?[\d\s().-]+$/.test(text)) return [];
  const digits = text.replace(/\D/g, '');
  if (digits === '') return [];
  if (text.startsWith('+') || !isPhoneCountry(country)) return [`+${digits}`];
  const national = digits.replace(/^0/, '');
  // The trunk prefix alone begins every number; as a country code and nothing more it would find all.
  return national === '' ? [`+${digits}`] : [`+${digits}`, `+${getCountryCallingCode(country)}${national}`];
}
