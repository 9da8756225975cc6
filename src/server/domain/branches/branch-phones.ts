import { invalidField } from '@/server/kernel/app-error';
import { toE164 } from '@/server/kernel/phone';
import type { BranchFields } from './branch';

/** The numbers of a branch in E.164. @throws AppError VALIDATION_ERROR naming the field that cannot be a phone. */
export function branchPhones(
  fields: Partial<Pick<BranchFields, 'callerNumber' | 'outboundNumber'>>,
  country: string,
): Partial<Pick<BranchFields, 'callerNumber' | 'outboundNumber'>> {
  const { callerNumber, outboundNumber } = fields;
  return {
    ...(callerNumber !== undefined && { callerNumber: phone('caller_number', callerNumber, country) }),
    ...(outboundNumber !== undefined && { outboundNumber: phone('outbound_number', outboundNumber, country) }),
  };
}

function phone(path: string, text: string | null, country: string): string | null {
  if (text === null) return null;
  const e164 = toE164(text, country);
  if (e164 === null) throw invalidField(path, 'Must be a phone number: national, or with + and country code.');
  return e164;
}
