import type { IncomingMessage, ServerResponse } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { AuditWriter } from '@/server/audit/audit-writer';
import type { RefusalLog } from '@/server/audit/refusal-log';
import type { Services } from '@/server/domain/services';
import { AppError, invalidField } from '@/server/kernel/app-error';
import type { Principal, UserPrincipal } from '@/server/kernel/principal';
import type { RequestInfo } from '@/server/kernel/request-info';
import { type AppRouter, appRouter } from '@/server/procedures/app-router';
import { authorize } from '@/server/procedures/authorize';
import type { Context, Observe } from '@/server/procedures/context';
import { toAppError } from '@/server/procedures/to-app-error';
import { createCallerFactory } from '@/server/procedures/trpc';
import { type AdmissionOptions, admit, refuse, showFailures } from './admission';
import type { Answer } from './answer';
import { errorAnswer, withCommonHeaders } from './answers';
import { auditRow } from './audit-row';
import { type Exchange, newExchange, type Operation } from './exchange';
import { IdempotencyStore } from './idempotency';
import { refuseAtDoor } from './refuse-at-door';
import { commitUnit, type UnitOptions } from './unit-of-work';

export type TrpcBridgeOptions = AdmissionOptions & {
  services: Services;
  audit: AuditWriter;
  refusals: RefusalLog;
  onFailure: (error: unknown, requestId: string) => void;
};

export const TRPC_BASE = '/api/trpc/';
const MAX_BATCH = 10;
const MAX_BODY = 1_048_576;

const PROCEDURES: object = appRouter._def.procedures;

const createCaller = createCallerFactory(appRouter);

/** The dashboard's procedures: over HTTP for the browser, and called directly for a page's first data. */
export class TrpcBridge {
  readonly #options: TrpcBridgeOptions;
  readonly #idempotency: IdempotencyStore;

  constructor(options: TrpcBridgeOptions) {
    this.#options = options;
    this.#idempotency = new IdempotencyStore(options.services.secrets);
  }

  /** Calls procedures as this person, each with its audit row; for pages, which have checked the session themselves. */
  callerFor(principal: Principal, info: RequestInfo): ReturnType<typeof createCaller> {
    return createCaller(this.#context(principal, info));
  }

  /**
   * Answers a tRPC request, or says what to answer instead.
   * @returns a refusal in the envelope; null where tRPC has answered.
   */
  async handle(message: IncomingMessage, response: ServerResponse, path: string, info: RequestInfo): Promise<Answer | null> {
    const exchange = newExchange(info);
    const refused = await this.#admitTo(exchange, message, () => {
      // A GET could be sent by a link or an image on another site.
      if (info.method !== 'POST') throw new AppError('METHOD_NOT_ALLOWED');
      const calls = path.split(',');
      if (calls.length > MAX_BATCH) throw new AppError('REQUEST_REJECTED', { message: 'Too many calls in one batch.' });
      // tRPC decodes the path once more, so that a comma escaped twice would make one name a batch of any length; and of a
      // call of nothing it would leave no audit row.
      if (!calls.every((name) => Object.hasOwn(PROCEDURES, name))) throw new AppError('RESOURCE_NOT_FOUND');
    });
    if (refused) return refused;
    const { headers } = withCommonHeaders({ status: 200, headers: { 'Cache-Control': 'no-store' }, body: null }, exchange);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    await nodeHTTPRequestHandler<AppRouter, IncomingMessage, ServerResponse>({
      req: message,
      res: response,
      path,
      router: appRouter,
      maxBodySize: MAX_BODY,
      allowMethodOverride: true,
      createContext: async () => this.#context(exchange.principal, info),
    });
    return null;
  }

  /**
   * Lets a person in to something that is answered elsewhere, such as a stream, with its audit row.
   * @param check may refuse a person who is let in, by throwing.
   * @returns the person, or the refusal to be answered.
   */
  async admitPerson(
    message: IncomingMessage,
    info: RequestInfo,
    stream: Operation,
    check: (person: UserPrincipal) => void = () => {},
  ): Promise<UserPrincipal | Answer> {
    const exchange = newExchange(info);
    exchange.operation = stream;
    const refused = await this.#admitTo(exchange, message, () => {
      const denied = authorize(stream.meta, exchange.principal);
      if (denied) throw denied;
      check(exchange.principal as UserPrincipal);
    });
    if (refused) return refused;
    await this.#options.audit.append(auditRow(exchange, 200, null));
    return exchange.principal as UserPrincipal;
  }

  /**
   * Whose browser asks for a page; null: nobody's, so that it is led to the login page. A cookie that opens nothing is a failed
   * attempt like any other, counted and in the log; a visitor without one has not tried.
   */
  async admitPage(rawHeaders: readonly string[], info: RequestInfo): Promise<Principal | null> {
    const verdict = await this.#options.doors.dashboard.check({ rawHeaders, method: 'GET', now: info.receivedAt });
    if (verdict.ok) return verdict.principal;
    if (verdict.cause === 'credentials_missing') return null;
    const exchange = newExchange(info);
    await refuseAtDoor(exchange, await refuse(exchange, verdict, this.#options.failures), this.#options);
    return null;
  }

  async #admitTo(exchange: Exchange, message: IncomingMessage, check: () => void): Promise<Answer | null> {
    try {
      const refusal = await admit(exchange, message, this.#options);
      if (refusal) return await refuseAtDoor(exchange, refusal, this.#options);
      check();
      return null;
    } catch (thrown) {
      const error = toAppError(thrown);
      await this.#options.audit.append(auditRow(exchange, error.status, error));
      if (!exchange.limits) await showFailures(exchange, this.#options.failures);
      return withCommonHeaders(errorAnswer(exchange, error, ['POST']), exchange);
    }
  }

  #context(principal: Principal, info: RequestInfo): Context {
    return this.#bind(principal, info, newExchange(info), this.#observe(principal, info));
  }

  #bind(principal: Principal, info: RequestInfo, exchange: Exchange, observe: Observe | null): Context {
    exchange.principal = principal;
    exchange.authenticated = principal.kind !== 'anonymous';
    const unit: UnitOptions = {
      db: this.#options.services.db,
      idempotency: this.#idempotency,
      scope: null,
      // tRPC writes the answer; the row needs its status only.
      render: () => ({ status: exchange.operation?.meta.status ?? 200, headers: {}, body: null }),
      onStored: (row) => this.#options.audit.announce(row),
    };
    return {
      principal,
      request: info,
      services: this.#options.services,
      audit: exchange.note,
      commit: (tenant, work) => commitUnit(exchange, unit, tenant, work),
      requireMatch: () => {},
      download: () => {
        throw invalidField('format', 'Only over REST.');
      },
      observe,
    };
  }

  #observe(principal: Principal, info: RequestInfo): Observe {
    return async ({ meta, path }, run) => {
      const exchange = newExchange(info);
      if (meta) exchange.operation = { meta, template: TRPC_BASE + path };
      const result = await run(this.#bind(principal, info, exchange, null));
      if (exchange.committed) return result;
      const error = result.ok ? null : toAppError((result as { error?: unknown }).error);
      if (error && error.status >= 500) this.#options.onFailure((result as { error?: unknown }).error, info.requestId);
      await this.#options.audit.append(auditRow(exchange, error?.status ?? meta?.status ?? 200, error));
      return result;
    };
  }
}
