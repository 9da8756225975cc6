/**
 * A name as `patients.name_folded` holds it: one form of every letter (NFKC), no space around it, single spaces within, lower
 * case. Accents stay: José and Jose are two people until somebody says otherwise.
 */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
