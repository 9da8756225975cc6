import { z } from 'zod';
import type { RecordPart } from '@/server/domain/patients/patient-record';
import { day, line, paragraph, phoneInput, shownLine, shownParagraph, shownPhone } from '@/server/procedures/schemas/fields';

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const MOST_FIELDS = 30;
const MOST_ENTRIES = 100;
const BLOOD_TYPES = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'] as const;

const bloodType = z.enum(BLOOD_TYPES).meta({ id: 'BloodType' });

/** Texts of the published fields, in a request or in an answer. */
type Texts = { line: typeof line; paragraph: typeof paragraph; phone: typeof phoneInput; day: () => z.ZodType<string> };

const GIVEN: Texts = { line, paragraph, phone: phoneInput, day };
const SHOWN: Texts = { line: shownLine, paragraph: shownParagraph, phone: shownPhone, day: () => z.iso.date() };

const entries = (text: z.ZodType<string>) => z.array(text).max(MOST_ENTRIES).nullish();

const MEDICAL_HISTORY = ({ line, paragraph }: Texts) => ({
  conditions: entries(line(200).meta({ example: 'Asthma' })),
  allergies: entries(line(200).meta({ example: 'Penicillin' })),
  medications: entries(line(200).meta({ example: 'Metformin 500 mg' })),
  bloodType: bloodType.nullish().meta({ example: 'O+' }),
  notes: paragraph(10_000).nullish().meta({ example: 'Prefers to be called in the evening.' }),
});

const INSURANCE = ({ line, day }: Texts) => ({
  provider: line(200).nullish().meta({ example: 'Star Health' }),
  policyNumber: line(100).nullish().meta({ example: 'SH-456789123' }),
  groupNumber: line(100).nullish().meta({ example: 'GRP-9922' }),
  expirationDate: day().nullish().meta({ example: '2027-03-31' }),
});

const EMERGENCY_CONTACT = ({ line, phone }: Texts) => ({
  name: line(200).nullish().meta({ example: 'Ravi Menon' }),
  phone: phone().nullish().meta({ description: 'E.164; in a request national, too.', example: '+919876543211' }),
  relationship: line(100).nullish().meta({ example: 'Spouse' }),
});

/** What else is known stands beside the published fields as text, so that nothing is lost; its size and depth are bounded. */
function part(fields: z.core.$ZodLooseShape, texts: Texts): z.ZodType<RecordPart> {
  const object = z
    .object(fields)
    .catchall(texts.paragraph(2_000))
    .superRefine((value, context) => {
      const names = Object.keys(value);
      if (names.length > MOST_FIELDS) {
        context.addIssue({ code: 'custom', message: `Must have at most ${MOST_FIELDS} fields.` });
      }
      for (const name of names.filter((each) => !NAME.test(each))) {
        context.addIssue({ code: 'custom', path: [name], message: 'Is not an allowed name.' });
      }
    })
    .meta({ maxProperties: MOST_FIELDS, propertyNames: { type: 'string', pattern: NAME.source, maxLength: 40 } });
  return object as unknown as z.ZodType<RecordPart>;
}

const BESIDE = { description: 'Fields of your own may stand beside these, as text.' };

export const medicalHistoryInput = part(MEDICAL_HISTORY(GIVEN), GIVEN).meta(BESIDE);
export const insuranceInput = part(INSURANCE(GIVEN), GIVEN).meta(BESIDE);
export const emergencyContactInput = part(EMERGENCY_CONTACT(GIVEN), GIVEN).meta(BESIDE);

export const shownMedicalHistory = part(MEDICAL_HISTORY(SHOWN), SHOWN).meta({
  id: 'MedicalHistory',
  description: "What is known of the patient's health, as it was given.",
});
export const shownInsurance = part(INSURANCE(SHOWN), SHOWN).meta({ id: 'Insurance', description: 'As it was given.' });
export const shownEmergencyContact = part(EMERGENCY_CONTACT(SHOWN), SHOWN).meta({
  id: 'EmergencyContact',
  description: 'As it was given, the phone in E.164.',
});
