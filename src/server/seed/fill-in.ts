import type { CallPlan } from './plan-calls';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A line of a conversation with the names and times of its call in it. */
export function fillIn(line: string, { doctor, patient, appointment }: CallPlan): string {
  const locale = doctor.site.slug === 'bogota' ? 'es-CO' : 'en-IN';
  const startsAt = appointment?.startsAt;
  const values: Readonly<Record<string, string | undefined>> = {
    patient: patient?.name,
    first: patient?.name.split(' ')[0],
    doctor: doctor.row.name,
    branch: `Vida Arogya ${doctor.site.city}`,
    specialty: doctor.row.specialty,
    reason: appointment?.reason,
    day: startsAt && format(startsAt, locale, doctor.zone, { weekday: 'long', day: 'numeric', month: 'long' }),
    time: startsAt && format(startsAt, locale, doctor.zone, { hour: 'numeric', minute: '2-digit', hour12: locale === 'en-IN' }),
  };
  return line.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}

/** Formatters are dear to make, so each is made once. */
function format(at: Date, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale}/${timeZone}/${Object.keys(options).join()}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, known);
  // ICU joins "4:20" and "pm" by spaces that are not the space bar's, and puts a comma that Spanish would not say.
  return known.format(at).replace(/\s/gu, ' ').replace(', ', ' ');
}
