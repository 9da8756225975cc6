import { dashboardRouter } from './dashboard/router';
import { hospitalRouter } from './hospital/router';
import { router } from './trpc';

/** What the dashboard calls over tRPC: the hospital surface's own procedures, and what only a screen needs. */
export const appRouter = router({ hospital: hospitalRouter, dashboard: dashboardRouter });

export type AppRouter = typeof appRouter;
