/** A cookie as it was sent; `repeated` where its name came more than once, in one `Cookie` header or in several. */
export type SentCookie = { value: string | null; repeated: boolean };

/**
 * The cookie `name` from Node's raw header list. A neighbouring host can plant a second one of the same name, so a repeated
 * one is told apart from a single one.
 */
export function sentCookie(rawHeaders: readonly string[], name: string): SentCookie {
  const values: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() !== 'cookie') continue;
    for (const pair of (rawHeaders[i + 1] ?? '').split(';')) {
      const at = pair.indexOf('=');
      if (at > 0 && pair.slice(0, at).trim() === name) values.push(pair.slice(at + 1).trim());
    }
  }
  return { value: values[0] || null, repeated: values.length > 1 };
}
