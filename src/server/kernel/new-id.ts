import { v7 } from 'uuid';

/** A new uuid, version 7 (RFC 9562): ordered by time, so that an index takes new rows at its end. */
export function newId(): string {
  return v7();
}
