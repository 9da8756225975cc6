import type { AuditEntry } from '@/server/audit/audit-entry';
import type { AuditWriter } from '@/server/audit/audit-writer';
import type { RefusalLog } from '@/server/audit/refusal-log';
import { PAST_ADDRESS_LIMIT } from '@/server/domain/auth/login-limits';
import type { Services } from '@/server/domain/services';
import { AppError } from '@/server/kernel/app-error';
import { credentialId } from '@/server/kernel/principal';
import { authorize } from '@/server/procedures/authorize';
import type { Context } from '@/server/procedures/context';
import type { Download } from '@/server/procedures/download';
import { toAppError } from '@/server/procedures/to-app-error';
import { type AdmissionOptions, admit, countFailure, showFailures } from './admission';
import type { Answer } from './answer';
import { downloadAnswer, errorAnswer, successAnswer, withCommonHeaders } from './answers';
import { auditRow } from './audit-row';
import { DownloadSlots } from './download-slots';
import { entityTag, matchesAny, matchesNone } from './entity-tag';
import { type EdgeRequest, type Exchange, newExchange } from './exchange';
import { IdempotencyStore } from './idempotency';
import { idempotencyScope } from './idempotency-scope';
import { readInput } from './read-input';
import { refuseAtDoor } from './refuse-at-door';
import type { Match, Route, RouteTable } from './route-table';
import { commitUnit, firstAnswer, recordRefusal, type UnitOptions } from './unit-of-work';

export type DispatcherOptions = AdmissionOptions & {
  routes: RouteTable;
  services: Services;
  audit: AuditWriter;
  refusals: RefusalLog;
  /** Told of failures that are ours, for the process's log; never of their values. */
  onFailure: (error: unknown, requestId: string) => void;
};

const RECORDED = new Set([400, 404, 409, 412, 422]);
/** Refusals of a login's body before anybody looked for a credential in it. */
const UNREADABLE = new Set([400, 413, 415]);

type Found = Extract<Match, { route: Route }>;

/**
 * The journey of one REST request: door, rate, route, permission, input, idempotency, procedure, audit, answer, in this order
 * (contract section 1, rule 1). Whatever happens, what leaves has the surface's envelope.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #idempotency: IdempotencyStore;
  readonly #downloads = new DownloadSlots();

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#idempotency = new IdempotencyStore(options.services.secrets);
  }

  async handle(edge: EdgeRequest): Promise<Answer> {
    const exchange = newExchange(edge.info);
    let answer: Answer;
    try {
      answer = await this.#answer(exchange, edge);
    } catch (error) {
      answer = await this.#fail(exchange, error);
    }
    // Who needs no credentials may have failed with a password.
    if (exchange.operation?.meta.access.public || !exchange.limits) await showFailures(exchange, this.#options.failures);
    return withCommonHeaders(answer, exchange);
  }

  async #answer(exchange: Exchange, edge: EdgeRequest): Promise<Answer> {
    const { info } = exchange;
    const match = this.#options.routes.match(info.method, edge.segments);
    if (!match.route?.meta.access.public) {
      const refusal = await admit(exchange, edge.message, this.#options);
      if (refusal) return refuseAtDoor(exchange, refusal, this.#options);
    }
    if (!match.route) {
      const error = new AppError(match.allowed.length > 0 ? 'METHOD_NOT_ALLOWED' : 'RESOURCE_NOT_FOUND');
      return this.#refuse(exchange, error, match.allowed);
    }
    exchange.operation = match.route;
    const denied = authorize(match.route.meta, exchange.principal);
    if (denied) throw denied;
    return this.#perform(exchange, edge, match);
  }

  async #perform(exchange: Exchange, edge: EdgeRequest, { route, parameters }: Found): Promise<Answer> {
    const read = await readInput(edge, route, parameters);
    // A name that nobody described may be a value in the wrong place: a patient's name or number must not stay in the log.
    exchange.parameters = read.names.map((name) => (route.query.has(name) ? name : '(unknown)'));
    const unit: UnitOptions = {
      db: this.#options.services.db,
      idempotency: this.#idempotency,
      scope: idempotencyScope(exchange, edge, route, read.body),
      render: (data) => successAnswer(route.meta, data),
      onStored: (row) => this.#options.audit.announce(row),
    };
    let data: unknown;
    try {
      data = await route.call(this.#context(exchange, edge, unit), read.input);
    } catch (error) {
      // What is committed is answered as committed, whatever failed afterwards.
      if (exchange.committed) return exchange.committed;
      const refusal = pathFault(toAppErrorOf(error, this.#options, exchange), route);
      return this.#refuseByRule(exchange, unit, await this.#counted(exchange, refusal));
    }
    if (exchange.committed) return exchange.committed;
    if (exchange.download) return this.#send(exchange, exchange.download);
    return this.#record(exchange, exchange.replayed ?? this.#conditional(edge, successAnswer(route.meta, data)));
  }

  /** A method of its own, so that the rows of an answer are not kept while it waits: the collector copied 3 MB each time, not 0.4. */
  async #record(exchange: Exchange, answer: Answer): Promise<Answer> {
    // Health is asked by anybody, as often as they like, and tells of nobody: rows of it would only let strangers fill the log.
    if (exchange.operation?.meta.rateClass !== 'public')
      await this.#options.audit.append(auditRow(exchange, answer.status, null));
    return answer;
  }

  /** The row of a file is committed before the file's first byte. Whoever is given the answer ends its stream, also unread. */
  async #send(exchange: Exchange, file: Download): Promise<Answer> {
    const pieces = this.#downloads.hold(credentialId(exchange.principal) ?? '', file.pieces);
    try {
      return await this.#record(exchange, downloadAnswer({ ...file, pieces }));
    } catch (error) {
      await pieces.return?.();
      throw error;
    }
  }

  #context(exchange: Exchange, edge: EdgeRequest, unit: UnitOptions): Context {
    const ifMatch = edge.message.headers['if-match'];
    return {
      principal: exchange.principal,
      request: exchange.info,
      services: this.#options.services,
      audit: exchange.note,
      observe: null,
      commit: (tenant, work) => commitUnit(exchange, unit, tenant, work),
      requireMatch: (representation) => {
        if (ifMatch !== undefined && !matchesAny(ifMatch, entityTag(representation))) throw new AppError('PRECONDITION_FAILED');
      },
      download: <T>(file: Download) => {
        exchange.download = file;
        return undefined as T;
      },
    };
  }

  /** 304 where the caller has this representation already (RFC 9110, 13.1.2). */
  #conditional(edge: EdgeRequest, answer: Answer): Answer {
    const given = edge.message.headers['if-none-match'];
    const tag = answer.headers.ETag;
    if (given === undefined || tag === undefined || edge.info.method === 'POST' || matchesNone(given, tag)) return answer;
    return { status: 304, headers: { ETag: tag, 'Cache-Control': 'no-store' }, body: null };
  }

  async #refuseByRule(exchange: Exchange, unit: UnitOptions, error: AppError): Promise<Answer> {
    const recorded = unit.scope && RECORDED.has(error.status) && !error.code.startsWith('IDEMPOTENCY') ? unit.scope : null;
    const refusal = errorAnswer(exchange, error);
    const first = recorded && (await recordRefusal(unit, recorded, refusal));
    const answer = first ? firstAnswer(exchange, first) : refusal;
    await this.#log(auditRow(exchange, answer.status, answer.status < 400 ? null : error), error);
    return answer;
  }

  async #refuse(exchange: Exchange, error: AppError, allowed: readonly string[] = []): Promise<Answer> {
    await this.#log(auditRow(exchange, error.status, error), error);
    return errorAnswer(exchange, error, allowed);
  }

  /** Past an address's limit failures are counted, not listed (contract section 1, rule 10). */
  #log(row: AuditEntry, { auditCause }: AppError): Promise<void> {
    return auditCause === PAST_ADDRESS_LIMIT ? this.#options.refusals.append(row, 0) : this.#options.audit.append(row);
  }

  /**
   * A body that nobody can read as a login counts for its address as a wrong password does, or strangers could fill the log with
   * them without end. What was read counts itself (limits/login-limiter.ts).
   */
  async #counted(exchange: Exchange, error: AppError): Promise<AppError> {
    const unreadable = exchange.operation?.meta.rateClass === 'login' && UNREADABLE.has(error.status);
    return unreadable ? await countFailure(exchange, error, this.#options.failures) : error;
  }

  /** The last resort: nothing passes it in another shape, not even a failure of the audit log. */
  async #fail(exchange: Exchange, thrown: unknown): Promise<Answer> {
    const error = toAppErrorOf(thrown, this.#options, exchange);
    try {
      return await this.#refuse(exchange, await this.#counted(exchange, error));
    } catch (lost) {
      return errorAnswer(exchange, toAppErrorOf(lost, this.#options, exchange));
    }
  }
}

function toAppErrorOf(thrown: unknown, { onFailure }: DispatcherOptions, exchange: Exchange): AppError {
  const error = toAppError(thrown);
  if (error.status >= 500) onFailure(thrown, exchange.info.requestId);
  return error;
}

/** An id in the path that cannot be one is answered like one that does not exist (contract section 1, rule 4). */
function pathFault(error: AppError, route: Route): AppError {
  const inPath = error.code === 'VALIDATION_ERROR' && error.details?.some((detail) => route.parameters.includes(detail.path));
  return inPath ? new AppError('RESOURCE_NOT_FOUND') : error;
}
