import { sentHeader } from './raw-headers';

const SAFE_METHODS = new Set(['GET', 'HEAD']);
const JSON_TYPE = /^application\/json[ \t]*(;|$)/i;

/**
 * Did our own page send this cookie request? Contract section 1, rule 11: other than GET and HEAD it needs `Content-Type:
 * application/json`, which no form can send, and `Sec-Fetch-Site: same-origin`, which no script can set; where a browser does
 * not send the latter, `Origin` must be ours.
 * @param origin of PUBLIC_URL.
 */
export function isSameOrigin(method: string, rawHeaders: readonly string[], origin: string): boolean {
  if (SAFE_METHODS.has(method)) return true;
  const type = sentHeader(rawHeaders, 'content-type');
  const site = sentHeader(rawHeaders, 'sec-fetch-site');
  const from = sentHeader(rawHeaders, 'origin');
  if (type.repeated || site.repeated || from.repeated) return false;
  if (type.value === null || !JSON_TYPE.test(type.value.trim())) return false;
  return site.value === null ? from.value === origin : site.value === 'same-origin';
}
