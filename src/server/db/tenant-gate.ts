import { AppError } from '@/server/kernel/app-error';

export type TenantGateOptions = {
  /** Works of one hospital that run at once. */
  atOnce: number;
  /** Works of one hospital that may wait. */
  waiting: number;
  /** Milliseconds that one waits at most. */
  patienceMs: number;
};

/** How long a caller is told to stay away: a few turns. */
const RETRY_AFTER_SECONDS = 2;

type Queue = { running: number; waiting: Set<() => void> };

/**
 * Lets so many works of a hospital run at once; the others of that hospital wait, first come first served. Hospitals do not wait
 * for each other.
 */
export class TenantGate {
  readonly #options: TenantGateOptions;
  readonly #queues = new Map<string, Queue>();

  constructor(options: TenantGateOptions) {
    this.#options = options;
  }

  /**
   * Runs `work` when its turn comes.
   * @throws AppError SERVICE_UNAVAILABLE (with retryAfter) if too many wait, or this one has waited too long; else what `work` does.
   */
  async pass<T>(hospitalId: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(hospitalId) ?? { running: 0, waiting: new Set() };
    this.#queues.set(hospitalId, queue);
    if (queue.running < this.#options.atOnce) queue.running++;
    else await this.#turn(queue);
    try {
      return await work();
    } finally {
      this.#leave(hospitalId, queue);
    }
  }

  #turn({ waiting }: Queue): Promise<void> {
    const refusal = (auditCause: string) =>
      new AppError('SERVICE_UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS, auditCause });
    if (waiting.size >= this.#options.waiting) return Promise.reject(refusal('search_gate_full'));
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        waiting.delete(enter);
        reject(refusal('search_gate_late'));
      }, this.#options.patienceMs);
      waiting.add(enter);
    });
  }

  /** The place is handed over to the one that waits longest: nobody who comes later can slip in between. */
  #leave(hospitalId: string, queue: Queue): void {
    const [next] = queue.waiting;
    if (next) {
      queue.waiting.delete(next);
      next();
    } else if (--queue.running === 0) {
      this.#queues.delete(hospitalId);
    }
  }
}
