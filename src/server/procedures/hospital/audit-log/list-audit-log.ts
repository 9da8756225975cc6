import type { z } from 'zod';
import { type AuditFilters, auditSpan, spanUntil } from '@/server/domain/audit-log/audit-filters';
import { listAuditEvents, walkAuditEvents } from '@/server/domain/audit-log/list-audit-events';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { documented } from '@/server/procedures/documented';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '../scope';
import { auditLogPage, listAuditLogInput, showAuditEvent } from './audit-log.schema';
import { auditLogFile } from './export-file';

export const listAuditLogProcedure = administratorProcedure
  .meta({
    surface: 'hospital',
    access: { roles: ADMINISTRATORS },
    rateClass: 'standard',
    audit: { action: 'audit_log.list' },
    downloads: ['text/csv', 'application/x-ndjson'],
    errors: ['RESOURCE_NOT_FOUND'],
    openapi: {
      method: 'GET',
      path: '/{hospitalId}/audit-log',
      operationId: 'listAuditLog',
      tags: ['Audit log'],
      summary: 'Read or export the audit log',
      description:
        'What was asked of the hospital, by whom and with which outcome, newest first; reading it and exporting it are in it too. ' +
        'Filters are joined by AND. With `format` all rows leave as a file, which holds what there was when the request came; a ' +
        'file that could not be finished is cut off without the end of the transfer coding, and `cursor` begins where a page ended.',
    },
  })
  .input(listAuditLogInput)
  .output(documented(auditLogPage))
  .query(async ({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    const { db } = ctx.services;
    ctx.audit.targetType = 'audit_log';
    const { timezone } = await db.run(tenant, (prisma) => readHospital(prisma, tenant.hospitalId));
    const filters = filtersOf(input, timezone);
    const cursor = input.cursor ?? null;
    if (input.format !== undefined) {
      const now = ctx.request.receivedAt;
      ctx.audit.action = 'audit_log.export';
      ctx.audit.changes = { format: input.format };
      const pages = await walkAuditEvents(db, tenant, { ...filters, span: spanUntil(filters.span, now) }, cursor);
      return ctx.download<z.output<typeof auditLogPage>>(auditLogFile(pages, input.format, { zone: timezone, now }));
    }
    const page = await listAuditEvents(db, tenant, filters, { limit: input.limit, cursor });
    return {
      results: page.rows.map((event) => showAuditEvent(event, timezone)),
      limit: input.limit,
      next_cursor: page.nextCursor,
    };
  });

function filtersOf(input: z.output<typeof listAuditLogInput>, zone: string): AuditFilters {
  return {
    keyId: input.key_id ?? null,
    actorId: input.actor_id ?? null,
    action: input.action ?? null,
    outcome: input.outcome ?? null,
    patientId: input.patient_id ?? null,
    address: input.address ?? null,
    span: auditSpan(input.from ?? null, input.to ?? null, zone),
  };
}
