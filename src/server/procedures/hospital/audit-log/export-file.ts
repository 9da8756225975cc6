import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import type { AuditEvent } from '@/server/domain/audit-log/audit-event';
import { localDate } from '@/server/kernel/zoned-time';
import type { Download } from '@/server/procedures/download';
import { auditEventRow, showAuditEvent } from './audit-log.schema';

export type ExportFormat = 'csv' | 'ndjson';

type Row = z.output<typeof auditEventRow>;

const COLUMNS = Object.keys(auditEventRow.shape);

/** What is written at once, in characters: below a response's own buffer, so that its fill says what a reader has not taken. */
const PIECE = 8_192;

// Without this the library quotes a line break only if it is the whole delimiter; RFC 4180 asks it of either half.
const LINE_BREAK = /[\r\n]/;

const FORMATS = {
  csv: { mediaType: 'text/csv', head: csvLine(COLUMNS), line: (row: Row) => csvLine(COLUMNS.map((name) => cell(row, name))) },
  ndjson: { mediaType: 'application/x-ndjson', head: '', line: (row: Row) => `${JSON.stringify(row)}\n` },
} as const;

/**
 * The audit log as a file: CSV (RFC 4180 with a header; a cell that a spreadsheet would take for a formula gets a leading
 * apostrophe) or NDJSON, one row of the JSON answer a line.
 * @param pages of rows, read as the file is taken.
 * @param place the hospital's zone, and when the export began.
 */
export function auditLogFile(
  pages: AsyncIterable<AuditEvent[]>,
  format: ExportFormat,
  place: { zone: string; now: Date },
): Download {
  return {
    mediaType: FORMATS[format].mediaType,
    filename: `audit-log-${localDate(place.now, place.zone)}.${format}`,
    pieces: piecesOf(pages, format, place.zone),
  };
}

async function* piecesOf(pages: AsyncIterable<AuditEvent[]>, format: ExportFormat, zone: string): AsyncGenerator<string> {
  const { head, line } = FORMATS[format];
  let piece: string = head;
  for await (const page of pages) {
    for (const event of page) {
      piece += line(showAuditEvent(event, zone));
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** Lists as their entries with a space between, what has fields as JSON. */
function cell(row: Row, name: string): string {
  const value = row[name as keyof Row];
  if (value === null) return '';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function csvLine(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: '\r\n', escape_formulas: true, quoted_match: LINE_BREAK });
}
