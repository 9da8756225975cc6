import type { Transaction } from '@/server/db/prisma-client';
import type { Tenant } from '@/server/db/tenant';
import type { Services } from '@/server/domain/services';
import type { Principal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';
import type { Download } from './download';
import type { RouteMeta } from './meta';

/** What a procedure tells the audit row of its request. */
export type AuditNote = {
  /** Where the input decides what is done; else the action of the procedure's meta. */
  action: string | null;
  hospitalId: string | null;
  targetType: string | null;
  targetId: string | null;
  patientIds: readonly string[];
  /** Where the caller's role hides fields: the group that is left; else the meta's. */
  fieldGroup?: 'contact' | 'record';
  changes: Record<string, unknown> | null;
};

/**
 * Commits a change together with its audit row and, where the caller sent an Idempotency-Key, with its answer.
 * @param tenant whose rows it touches.
 * @param work does the change in the given transaction and returns the answer's data; it may run at most once.
 */
export type Commit = <T>(tenant: Tenant, work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** Everything a procedure may use. It knows no HTTP, so that it can be called without a server. */
export type Context = {
  principal: Principal;
  request: RequestInfo;
  services: Services;
  audit: AuditNote;
  commit: Commit;
  /** @throws AppError PRECONDITION_FAILED unless the caller's If-Match, if any, names the tag of this representation. */
  requireMatch: (representation: unknown) => void;
  /**
   * Answers with a file in place of data; what it returns is not looked at. The audit row is committed before the first byte.
   * @throws AppError VALIDATION_ERROR over tRPC, which has no files.
   */
  download: <T>(file: Download) => T;
  /** Over tRPC several procedures share one HTTP request; this gives each its own context and audit row. Null over REST. */
  observe: Observe | null;
};

/** Runs one procedure of a tRPC request and writes its audit row before its result leaves. */
export type Observe = <Result extends { ok: boolean }>(
  call: { meta: RouteMeta | undefined; path: string },
  run: (context: Context) => Promise<Result>,
) => Promise<Result>;
