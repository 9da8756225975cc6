import { z } from 'zod';
import type { AuditEvent } from '@/server/domain/audit-log/audit-event';
import { normalizeAddress } from '@/server/kernel/ip-blocks';
import { day, idOf, instant, instantInput, pageFields, shownLine, uuid } from '@/server/procedures/schemas/fields';
import { presenter } from '@/server/procedures/schemas/present';
import { hospitalId } from '../api-keys/api-key.schema';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
const NAME = /^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/;

const name = (maxLength: number) => z.string().max(maxLength).regex(NAME);
const outcome = z
  .enum(['allowed', 'refused', 'failed'])
  .meta({ id: 'AuditOutcome', description: '`refused`: by a rule; `failed`: a fault of the server.' });

/** A row of the log, in the order of its columns in CSV. Fields that a filter exists for are named like it. */
export const auditEventRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    occurred_at: instant().meta({ description: 'When the request arrived.', example: '2026-11-21T10:15:00.000+05:30' }),
    request_id: shownLine(68).meta({ description: 'Ours.', example: 'req_0123456789abcdefghijABCDEF' }),
    caller_request_id: shownLine(68).nullable().meta({ description: "The caller's own `X-Request-ID`.", example: null }),
    surface: name(16).meta({ example: 'external' }),
    actor_type: z.enum(['api_key', 'user', 'anonymous', 'system']).meta({ example: 'api_key' }),
    actor_id: uuid().nullable().meta({ description: 'The key or the person.', example: EXAMPLE_ID }),
    actor_name: shownLine(200).nullable().meta({ description: "A person's name as it is now.", example: null }),
    key_id: uuid().nullable().meta({ example: EXAMPLE_ID }),
    key_name: shownLine(100).nullable().meta({ description: "The key's name as it is now.", example: 'Front desk CRM' }),
    authenticated: z.boolean().meta({ description: 'Were the credentials right?', example: true }),
    credential_hint: shownLine(64)
      .nullable()
      .meta({ description: 'Of an unknown credential: its first 8 characters and a keyed hash.', example: null }),
    branch_id: uuid().nullable().meta({ description: 'To which the key is locked.', example: null }),
    action: name(64).meta({ example: 'patient.list' }),
    target_type: name(64).nullable().meta({ example: null }),
    target_id: uuid().nullable().meta({ example: null }),
    outcome: outcome.meta({ example: 'allowed' }),
    cause: shownLine(200)
      .nullable()
      .meta({ description: 'The real cause of a refusal; its caller is not told.', example: null }),
    occurrences: z.int().min(1).max(2_147_483_647).meta({
      description: "How often: over 1 where refusals past an address's failure limit are counted in one row.",
      example: 1,
    }),
    status: z.int().min(100).max(599).meta({ description: 'Of the HTTP answer.', example: 200 }),
    permission: shownLine(64).nullable().meta({ description: 'What the operation asks of a key.', example: 'patients:read' }),
    method: shownLine(16).meta({ example: 'GET' }),
    route: shownLine(200).meta({ description: "The path's template.", example: '/api/external/patients' }),
    parameters: z
      .array(shownLine(64))
      .max(50)
      .meta({ description: 'Names of what was sent, no values.', example: ['limit'] }),
    address: shownLine(64).nullable().meta({ example: '203.0.113.9' }),
    user_agent: shownLine(256).nullable().meta({ example: 'crm/1.0' }),
    duration_ms: z
      .number()
      .min(0)
      .max(2_147_484)
      .meta({ description: 'From arrival to the writing of this row.', example: 3.214 }),
    patient_ids: z
      .array(uuid())
      .max(10_000)
      .meta({ description: 'Every patient whose data was in the answer.', example: [EXAMPLE_ID] }),
    field_group: name(64).nullable().meta({ description: 'Which of their fields.', example: 'contact' }),
    changes: z.record(shownLine(100), z.unknown()).nullable().meta({
      description: 'What was changed: names of fields and settings, no health data.',
      maxProperties: 1000,
      example: null,
    }),
  })
  .meta({ id: 'AuditEvent', description: 'One request as the audit log keeps it.' });

const show = presenter(auditEventRow);

/** A row as the answer and the exports have it; `zone` is the hospital's. */
export function showAuditEvent(event: AuditEvent, zone: string): z.output<typeof auditEventRow> {
  return show({ ...event, keyId: event.apiKeyId, durationMs: event.durationUs / 1000 }, zone);
}

export const auditLogPage = z
  .object({
    results: z.array(auditEventRow).max(100),
    limit: z.int().min(1).max(100).meta({ example: 20 }),
    next_cursor: z
      .string()
      .max(200)
      .regex(/^[A-Za-z0-9_-]+$/)
      .nullable()
      .meta({ description: 'Send it as `cursor` for the rows after these; null at the end.', example: null }),
  })
  .meta({
    id: 'AuditLogPage',
    description: 'A page of the audit log. It has no total: the log may hold many millions of rows.',
  });

const DAY_OR_INSTANT = '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?$';

const moment = z
  .string()
  .max(40)
  .refine(
    (text) => (text.length === 10 ? day() : instantInput()).safeParse(text).success,
    'Must be a day, such as 2026-11-22, or an instant in ISO 8601 with an offset, such as 2026-11-22T09:30:00+05:30.',
  );

export const listAuditLogInput = z.strictObject({
  hospitalId,
  key_id: z.uuid().toLowerCase().optional().meta({ description: "An API key's id, a revoked one's too.", example: EXAMPLE_ID }),
  actor_id: idOf('user').optional().meta({ description: 'The id of a person, or of a key.', example: EXAMPLE_ID }),
  action: z
    .string()
    .max(64)
    .regex(NAME, 'Must be the name of an action, such as patient.list.')
    .optional()
    .meta({ description: 'Only this action.', example: 'patient.list' }),
  outcome: outcome.optional().meta({ example: 'refused' }),
  patient_id: idOf('patient')
    .optional()
    .meta({ description: 'Only answers that held data of this patient.', example: EXAMPLE_ID }),
  address: z
    .string()
    .max(64)
    .transform((text, context) => {
      const address = normalizeAddress(text);
      if (address === null) context.addIssue({ code: 'custom', message: 'Must be an IP address.' });
      return address ?? z.NEVER;
    })
    .optional()
    .meta({ description: 'Only requests from this address, v4 or v6.', pattern: '^[0-9a-fA-F.:]+$', example: '203.0.113.9' }),
  from: moment.optional().meta({
    description: "From this day in the hospital's zone or this instant on.",
    pattern: DAY_OR_INSTANT,
    example: '2026-11-01',
  }),
  to: moment.optional().meta({
    description: "Up to this day in the hospital's zone or this instant, included.",
    pattern: DAY_OR_INSTANT,
    example: '2026-11-22',
  }),
  cursor: pageFields.cursor,
  limit: pageFields.limit.meta({ description: 'Rows a page; an export has all rows.', example: 20 }),
  format: z.enum(['csv', 'ndjson']).optional().meta({
    description: 'Answers with a file of all rows that there are now, newest first, instead of a page.',
    example: 'csv',
  }),
});
