import { invalidField } from '@/server/kernel/app-error';
import { toE164 } from '@/server/kernel/phone';
import type { DoctorFields } from './doctor';

/**
 * The given fields as the columns hold them: phone in E.164, e-mail in lower case.
 * @param country the hospital's, for national phones.
 * @throws AppError VALIDATION_ERROR for a phone that cannot be one.
 */
export function doctorColumns<Fields extends Partial<DoctorFields>>(fields: Fields, country: string): Fields {
  const columns = { ...fields };
  if (typeof fields.phone === 'string') {
    const phone = toE164(fields.phone, country);
    if (phone === null) throw invalidField('phone', 'Must be a phone number: national, or with + and country code.');
    columns.phone = phone;
  }
  if (typeof fields.email === 'string') columns.email = fields.email.toLowerCase();
  return columns;
}
