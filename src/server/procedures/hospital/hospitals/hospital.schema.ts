import { z } from 'zod';
import { isPhoneCountry } from '@/server/kernel/phone';
import { instant, line, shownLine, timeZone, uuid } from '@/server/procedures/schemas/fields';
import { currencyInput, shownCurrency } from '@/server/procedures/schemas/money';
import { presenter } from '@/server/procedures/schemas/present';

/** An ISO code of a country in an answer. */
const countryCode = z
  .string()
  .max(2)
  .regex(/^[A-Z]{2}$/);

export const hospitalRow = z
  .object({
    id: uuid().meta({ example: '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57' }),
    name: shownLine(200).meta({ example: 'Lotus Hospital' }),
    timezone: timeZone().meta({ example: 'Asia/Kolkata' }),
    country: countryCode.meta({ description: 'ISO 3166-1 alpha-2.', example: 'IN' }),
    currency: shownCurrency().meta({ description: 'ISO 4217.', example: 'INR' }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'Hospital', description: 'A hospital.' });

export const showHospital = presenter(hospitalRow);

export const createHospitalInput = z.strictObject({
  name: line(200).meta({ example: 'Lotus Hospital' }),
  timezone: timeZone().meta({ description: 'IANA time zone.', example: 'Asia/Kolkata' }),
  country: z.string().length(2).refine(isPhoneCountry, 'Must be a country by ISO 3166-1 alpha-2, such as IN.').meta({
    description: 'ISO 3166-1 alpha-2; national phone numbers are read as of there.',
    example: 'IN',
    pattern: '^[A-Z]{2}$',
  }),
  currency: currencyInput(),
});

export const hospitalList = z
  .array(hospitalRow)
  .max(100_000)
  .meta({ id: 'HospitalList', description: 'Hospitals, oldest first.' });
