import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { reportSessionEnd } from '@/lib/session-end';
import type { AppRouter } from '@/server/procedures/app-router';
import { isSignedOut } from './failure';

/** Notices in every answer that the session has ended, whoever asked. */
export const watchSession: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        error: (error) => {
          if (isSignedOut(error)) reportSessionEnd();
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    );
