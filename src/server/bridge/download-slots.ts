import { AppError } from '@/server/kernel/app-error';

const MAX_AT_ONCE = 4;

/**
 * How many files a caller is being sent at once. Each keeps a page of rows in memory for as long as its reader takes, so that
 * without a limit one caller of one hospital could use up the memory of all.
 */
export class DownloadSlots {
  readonly #running = new Map<string, number>();

  /**
   * The pieces, counted as the caller's until they have ended or `return` is called, which may be done at any time.
   * @throws AppError RATE_LIMIT_EXCEEDED while as many as may be are under way.
   */
  hold(caller: string, pieces: AsyncIterable<string>): AsyncIterableIterator<string> {
    const running = this.#running.get(caller) ?? 0;
    if (running >= MAX_AT_ONCE) throw new AppError('RATE_LIMIT_EXCEEDED', { retryAfter: 5, auditCause: 'too_many_downloads' });
    this.#running.set(caller, running + 1);
    return ending(pieces[Symbol.asyncIterator](), () => this.#release(caller));
  }

  #release(caller: string): void {
    const left = (this.#running.get(caller) ?? 1) - 1;
    if (left > 0) this.#running.set(caller, left);
    else this.#running.delete(caller);
  }
}

/** An iterator that calls `onEnd` once, however it ends. A generator would not if it was never begun. */
function ending(source: AsyncIterator<string>, onEnd: () => void): AsyncIterableIterator<string> {
  let ended = false;
  const end = () => {
    if (!ended) onEnd();
    ended = true;
  };
  const iterator: AsyncIterableIterator<string> = {
    [Symbol.asyncIterator]: () => iterator,
    next: async () => {
      try {
        const result = await source.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    return: async () => {
      end();
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return iterator;
}
