import type { Audience } from './data/specialties';
import type { PatientRow } from './rows';

type Person = Pick<PatientRow, 'gender' | 'dateOfBirth' | 'age'>;

const OF_AGE = 16;

/** The age in whole years; null where the record does not tell. */
export function yearsOld(person: Person, now: Date): number | null {
  if (!person.dateOfBirth) return person.age;
  const born = new Date(person.dateOfBirth);
  const before = now.getUTCMonth() * 31 + now.getUTCDate() < born.getUTCMonth() * 31 + born.getUTCDate();
  return now.getUTCFullYear() - born.getUTCFullYear() - (before ? 1 : 0);
}

/** Whether a specialty would see this person: no toddler at the cardiologist of adults. Unknown ages count as adults. */
export function suits(audience: Audience, person: Person, now: Date): boolean {
  const isChild = (yearsOld(person, now) ?? OF_AGE) < OF_AGE;
  switch (audience) {
    case 'everyone':
      return true;
    case 'children':
      return isChild;
    case 'adults':
      return !isChild;
    case 'women':
      return !isChild && person.gender === 'FEMALE';
  }
}
