import type { CallPlan } from './plan-call';

type Out = { isTTY?: boolean; write: (text: string) => unknown };

/** Tells on one line how far a run is: rewritten on a terminal, else once a call. */
export class Progress {
  readonly #out: Out;
  readonly #calls: number;
  #speaking = 0;
  #lines = 0;
  readonly #ended = { completed: 0, missed: 0, failed: 0 };

  constructor(out: Out, calls: number) {
    this.#out = out;
    this.#calls = calls;
  }

  begun(): void {
    this.#speaking++;
    this.#show(false);
  }

  said(): void {
    this.#lines++;
    this.#show(false);
  }

  ended(status: CallPlan['status']): void {
    this.#speaking--;
    this.#ended[status]++;
    this.#show(true);
  }

  /** Closes the line. */
  close(): void {
    if (this.#out.isTTY) this.#out.write('\n');
  }

  #show(isNews: boolean): void {
    if (!this.#out.isTTY && !isNews) return;
    const { completed, missed, failed } = this.#ended;
    const text =
      `${completed + missed + failed} of ${this.#calls} calls ended, ${this.#speaking} under way, ${this.#lines} lines ` +
      `(${completed} completed, ${missed} missed, ${failed} failed)`;
    this.#out.write(this.#out.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
  }
}
