import { TypeID } from 'typeid-js';

/** The published prefixes of the v1 API (contract, table of surfaces); each is the TypeID form of one kind of row. */
export const ID_PREFIXES = {
  hospital: 'hos',
  branch: 'brn',
  user: 'usr',
  patient: 'pat',
  doctor: 'doc',
  appointment: 'apt',
  schedule: 'sch',
} as const;

export type ResourceKind = keyof typeof ID_PREFIXES;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The TypeID (https://github.com/jetify-com/typeid) of a uuid: prefix, `_`, and its 128 bits in base32. */
export function toTypeId(kind: ResourceKind, uuid: string): string {
  return TypeID.fromUUID(ID_PREFIXES[kind], uuid).toString();
}

/** The uuid, lower case, of an id given as uuid or as TypeID of this kind; null for anything else, another kind's id included. */
export function parseId(kind: ResourceKind, text: string): string | null {
  if (text.length === 36) return UUID.test(text) ? text.toLowerCase() : null;
  // The library throws on every malformed text; length and prefix first, so that garbage costs nothing.
  const prefix = ID_PREFIXES[kind];
  if (text.length !== prefix.length + 27 || !text.startsWith(`${prefix}_`)) return null;
  try {
    return TypeID.fromString(text, prefix).toUUID();
  } catch {
    return null;
  }
}
