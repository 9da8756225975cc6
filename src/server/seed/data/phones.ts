import type { Prng } from '@/server/seed/prng';

type Country = 'IN' | 'CO' | 'MX' | 'PE';

/**
 * Beginnings of mobile numbers, and how many digits follow. Only beginnings whose every number is valid by
 * libphonenumber's full metadata, so that nothing is drawn twice.
 */
const MOBILE: Record<Country, { prefixes: readonly string[]; digits: number }> = {
  IN: {
    prefixes: ['70', '72', '73', '74', '76', '77', '78', '79', '80', '81', '82', '83', '84', '86', '87', '88', '89']
      .concat(['90', '91', '93', '95', '96', '97', '98', '99'])
      .map((digits) => `+91${digits}`),
    digits: 8,
  },
  CO: {
    prefixes: ['300', '301', '304', '310', '311', '312', '313', '314', '315', '316', '317', '318', '320', '321'].map(
      (digits) => `+57${digits}`,
    ),
    digits: 7,
  },
  MX: { prefixes: ['+5255', '+5233', '+5281'], digits: 8 },
  PE: { prefixes: ['+5191', '+5194', '+5195', '+5196', '+5197', '+5198', '+5199'], digits: 7 },
};

/** A number in E.164 that is valid for its country. */
export function mobileNumber(prng: Prng, country: Country): string {
  const { prefixes, digits } = MOBILE[country];
  return prng.pick(prefixes) + prng.digits(digits);
}

export type { Country };
