import { expect, it } from 'vitest';
import { entry } from '@/server/audit/entry.fixture';
import type { AuditEvent } from '@/server/domain/audit-log/audit-event';
import { auditLogFile, type ExportFormat } from './export-file';

function event(id: string, over: Partial<AuditEvent> = {}): AuditEvent {
  const { parameters, patientIds, ...rest } = entry(id);
  return {
    ...rest,
    parameters: [...parameters],
    patientIds: [...patientIds],
    actorName: null,
    keyName: null,
    occurrences: 1,
    ...over,
  };
}

async function* pagesOf(...pages: AuditEvent[][]) {
  yield* pages;
}

async function piecesOf(pages: AsyncIterable<AuditEvent[]>, format: ExportFormat): Promise<string[]> {
  const pieces = [];
  const place = { zone: 'Asia/Kolkata', now: new Date('2026-11-21T20:00:00Z') };
  for await (const piece of auditLogFile(pages, format, place).pieces) pieces.push(piece);
  return pieces;
}

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@A1', "'@A1"],
  ['\tx', "'\tx"],
  ['\rx', `"'\rx"`],
  ['1-1', '1-1'],
  ['a,b', '"a,b"'],
  ['a"b', '"a""b"'],
  ['=a"b', `"'=a""b"`],
])('a cell %j is written %j', async (userAgent, written) => {
  const [text] = await piecesOf(pagesOf([event('a', { userAgent })]), 'csv');
  expect(text?.split('\r\n')[1]).toContain(`,203.0.113.9,${written},`);
});

it('what is null is an empty cell', async () => {
  const [text] = await piecesOf(pagesOf([event('a', { cause: null, changes: null })]), 'csv');
  expect(text?.split('\r\n')[1]).toMatch(/^a,2026-11-22T15:30:00\.000\+05:30,req_a,.*,refused,,1,401,/);
});

it('is named by the day in the hospital’s zone', () => {
  const file = auditLogFile(pagesOf(), 'ndjson', { zone: 'Asia/Kolkata', now: new Date('2026-11-21T20:00:00Z') });
  expect([file.filename, file.mediaType]).toEqual(['audit-log-2026-11-22.ndjson', 'application/x-ndjson']);
});

it('comes in pieces of some 8,000 characters, whatever the size of a page', async () => {
  const page = Array.from({ length: 300 }, (_, n) => event(String(n)));
  const pieces = await piecesOf(pagesOf(page, page), 'ndjson');
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(10_000);
  expect(pieces.join('').split('\n')).toHaveLength(601);
});
