import { cleanText } from '@/server/audit/audit-insert';
import type { AppError, ErrorDetail } from '@/server/kernel/app-error';
import type { Language } from '@/server/kernel/messages/language';
import { detailSentence } from '@/server/kernel/messages/translate';
import { toTypeId } from '@/server/kernel/typeid';

/** A field that nobody knows is named as it was sent, and so may be anything: it is shown on one line, and not at any length. */
const MAX_PATH = 256;

export function shownPath(path: string): string {
  return cleanText(path, MAX_PATH) ?? '';
}

/** v1 has one field for day and time. */
const RENAMED: Readonly<Record<string, string>> = { appointment_date: 'dateTime', appointment_time: 'dateTime' };

/**
 * v1 names each fault by its field; what is more than a sentence stands beside them (`id`, `alternatives`). The domain names
 * fields as External does: here they get v1's names, and ids their TypeIDs.
 */
export function v1Details(error: AppError, language: Language): Record<string, unknown> {
  // Without a prototype: a field may be called "constructor".
  const details: Record<string, unknown> = Object.create(null);
  if (error.code === 'SLOT_TAKEN') {
    details.alternatives = error.details?.map((detail) => new Date(String(detail.starts_at)).toISOString());
    return details;
  }
  for (const detail of error.details ?? []) {
    details[v1Path(detail)] ??= detailSentence(detail.message, language);
    if (typeof detail.id === 'string') details.id = detail.kind ? toTypeId(detail.kind, detail.id) : detail.id;
  }
  return details;
}

/** No field of v1 has an underscore, so a name that has one is the domain's; but one that nobody knows stays as it was sent. */
function v1Path({ path, message }: ErrorDetail): string {
  if (path === '') return 'request';
  if (message === 'Unknown field.' || !/^[a-z]+(?:_[a-z]+)+$/.test(path)) return shownPath(path);
  return RENAMED[path] ?? path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
