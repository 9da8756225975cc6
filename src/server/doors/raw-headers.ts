/** A header as it was sent: Node joins or drops repeated ones silently, so the raw list decides. */
export type SentHeader = { value: string | null; repeated: boolean };

/**
 * The header `name` (lower case) from Node's raw list [name, value, name, value …]. `repeated` where it was sent more than
 * once, which is refused for credentials: two values are two stories (contract section 1, rule 11).
 */
export function sentHeader(rawHeaders: readonly string[], name: string): SentHeader {
  let value: string | null = null;
  let repeated = false;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const sentName = rawHeaders[i] as string;
    if (sentName.length !== name.length || sentName.toLowerCase() !== name) continue;
    if (value !== null) repeated = true;
    value ??= rawHeaders[i + 1] as string;
  }
  return { value, repeated };
}

/** The token of `Authorization: Bearer <token>` (RFC 6750; the scheme's case does not matter), or null. */
export function bearerToken(header: string | null): string | null {
  if (header === null || header.length < 8 || header.slice(0, 7).toLowerCase() !== 'bearer ') return null;
  return header.slice(7).trim();
}
