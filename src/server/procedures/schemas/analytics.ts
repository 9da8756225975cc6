import { z } from 'zod';
import { type KeyAnalytics, RECENT_LOGS } from '@/server/domain/analytics/key-analytics';
import { formatInstant } from '@/server/kernel/zoned-time';
import { instant, shownLine, uuid } from './fields';

/** Use of a key on the wire: the one answer of these surfaces in camelCase (contract, table of surfaces). */

const milliseconds = z.number().min(0).max(1_000_000_000);

const requestLog = z
  .object({
    id: uuid().meta({ example: '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57' }),
    endpoint: shownLine(217).meta({ description: 'Method and route template.', example: 'GET /api/external/patients' }),
    method: shownLine(16).meta({ example: 'GET' }),
    status: z.int().min(100).max(599).meta({ example: 200 }),
    responseTime: milliseconds.meta({ description: 'Milliseconds.', example: 4.12 }),
    created_at: instant().meta({ description: 'When the request came.', example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'RequestLog', description: 'An authenticated request.' });

export const keyAnalyticsOutput = z
  .object({
    totalRequests: z.int().min(0).meta({ description: 'Authenticated requests, refused ones included.', example: 1204 }),
    requestsThisMonth: z.int().min(0).meta({ description: "Of the present month in the hospital's zone.", example: 310 }),
    averageResponseTime: milliseconds.meta({ description: 'Milliseconds; 0 without requests.', example: 5.31 }),
    successRate: z.number().min(0).max(100).meta({ description: 'Percent answered 2xx; 0 without requests.', example: 98.75 }),
    recentLogs: z.array(requestLog).max(RECENT_LOGS).meta({ description: 'The newest first.' }),
  })
  .meta({ id: 'KeyAnalytics', description: 'What an API key has done up to now; the request that asks is not in it.' });

/** @param zone IANA zone in which instants are written: the hospital's. */
export function showAnalytics({ recentLogs, ...totals }: KeyAnalytics, zone: string): z.output<typeof keyAnalyticsOutput> {
  return {
    ...totals,
    recentLogs: recentLogs.map(({ createdAt, ...log }) => ({ ...log, created_at: formatInstant(createdAt, zone) })),
  };
}
