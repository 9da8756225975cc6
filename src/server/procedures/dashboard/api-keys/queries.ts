import { z } from 'zod';
import { listKeyOverviews, readKeyPage } from '@/server/domain/api-keys/key-overview';
import { recentRequests } from '@/server/domain/api-keys/recent-requests';
import { readHospital } from '@/server/domain/hospitals/read-hospital';
import { formatInstant, startOfDay } from '@/server/kernel/zoned-time';
import { ADMINISTRATORS, administratorProcedure, hospitalScope } from '@/server/procedures/hospital/scope';
import { idOf } from '@/server/procedures/schemas/fields';
import { showKeyPage, showKeyRow } from './key-row';

const RECENT = 50;
const keyInput = z.strictObject({ hospitalId: idOf('hospital'), apiKeyId: z.uuid() });
const access = { roles: ADMINISTRATORS };

/** Every key, revoked ones included, with what the list shows. */
export const listKeys = administratorProcedure
  .meta({ surface: 'dashboard', access, rateClass: 'standard', audit: { action: 'api_key.list' } })
  .input(z.strictObject({ hospitalId: idOf('hospital') }))
  .query(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    const now = ctx.request.receivedAt;
    return ctx.services.db.run(tenant, async (db) => {
      const { timezone } = await readHospital(db, tenant.hospitalId);
      const keys = await listKeyOverviews(db, tenant.hospitalId, startOfDay(now, timezone));
      return keys.map((key) => showKeyRow(key, timezone, now));
    });
  });

/** One key with what its page shows. */
export const getKey = administratorProcedure
  .meta({ surface: 'dashboard', access, rateClass: 'standard', audit: { action: 'api_key.read' } })
  .input(keyInput)
  .query(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    const now = ctx.request.receivedAt;
    ctx.audit.targetType = 'api_key';
    ctx.audit.targetId = input.apiKeyId;
    return ctx.services.db.run(tenant, async (db) => {
      const { timezone } = await readHospital(db, tenant.hospitalId);
      const key = await readKeyPage(db, tenant.hospitalId, input.apiKeyId, startOfDay(now, timezone), now);
      return showKeyPage(key, timezone, now);
    });
  });

/** The newest attempts with a key. */
export const listKeyRequests = administratorProcedure
  .meta({ surface: 'dashboard', access, rateClass: 'standard', audit: { action: 'audit_log.read' } })
  .input(keyInput)
  .query(async ({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    ctx.audit.targetType = 'api_key';
    ctx.audit.targetId = input.apiKeyId;
    const { timezone } = await ctx.services.db.run(tenant, (db) => readHospital(db, tenant.hospitalId));
    const rows = await recentRequests(ctx.services.db, tenant, input.apiKeyId, RECENT);
    return rows.map(({ requestId, occurredAt, durationUs, ...row }) => ({
      ...row,
      request_id: requestId,
      at: formatInstant(occurredAt, timezone),
      duration_ms: durationUs / 1000,
    }));
  });

/** What the key forms must know of the hospital. */
export const keyFormContext = administratorProcedure
  .meta({ surface: 'dashboard', access, rateClass: 'standard', audit: { action: 'hospital.read' } })
  .input(z.strictObject({ hospitalId: idOf('hospital') }))
  .query(({ ctx, input }) => {
    const tenant = hospitalScope(ctx, input.hospitalId);
    return ctx.services.db.run(tenant, async (db) => {
      const hospital = await readHospital(db, tenant.hospitalId);
      const branches = await db.branch.findMany({
        where: { hospitalId: tenant.hospitalId },
        select: { id: true, name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return {
        branches,
        defaultTier: hospital.defaultRateTier,
        timeZone: hospital.timezone,
        baseUrl: ctx.services.config.publicUrl,
      };
    });
  });
