import { invalidField } from '@/server/kernel/app-error';

/** Which part of a list: by page, or, stable and equally fast however deep, from a cursor on. */
export type PageRequest = { page: number; limit: number; cursor: string | null };

/** A part of a list, newest first. `nextCursor` is null at the end. */
export type Page<Row> = { rows: Row[]; total: number; nextCursor: string | null };

/** Where a list in the order (created_at, id) goes on. */
export type Position = { createdAt: Date; id: string };

const CURSOR = /^([0-9a-z]{1,11})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The position as opaque text. It holds nothing that the answer did not show, and selects nothing that the tenant may not see. */
export function encodeCursor(position: Position): string {
  return Buffer.from(`${position.createdAt.getTime().toString(36)}.${position.id}`).toString('base64url');
}

/** @throws AppError VALIDATION_ERROR for anything that encodeCursor did not make. */
export function decodeCursor(cursor: string): Position {
  const match = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const createdAt = new Date(Number.parseInt(match?.[1] ?? '', 36));
  if (!match || Number.isNaN(createdAt.getTime())) throw invalidField('cursor', 'Not a cursor of this list.');
  return { createdAt, id: match[2] as string };
}

/**
 * The page out of `limit + 1` rows: the one too many only tells that there are more.
 */
export function toPage<Row extends Position>(rows: Row[], total: number, limit: number): Page<Row> {
  const shown = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  return { rows: shown, total, nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
}
