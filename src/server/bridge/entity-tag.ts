import { createHash } from 'node:crypto';

/** A strong entity tag (RFC 9110, 8.8.3) of what the caller is shown, after masks and visibility. */
export function entityTag(representation: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(representation)).digest('base64url').slice(0, 22)}"`;
}

function tagsOf(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}

/** If-None-Match (RFC 9110, 13.1.2): weak comparison. */
export function matchesNone(header: string, tag: string): boolean {
  return !tagsOf(header).some((given) => given === '*' || given.replace(/^W\//, '') === tag);
}

/** If-Match (RFC 9110, 13.1.1): strong comparison, so a weak tag never matches. */
export function matchesAny(header: string, tag: string): boolean {
  return tagsOf(header).some((given) => given === '*' || given === tag);
}
