import { Socket } from 'node:net';

/**
 * A socket that sends what was written in one turn of the event loop as one packet. Requests arrive in bunches, each with a
 * query of a few hundred bytes; one system call for the bunch saves 3 to 5 % of the server's CPU (docs/performance.md).
 *
 * pg corks the socket around every query: the first cork of a turn holds the data until the turn's end.
 */
export class BatchingSocket extends Socket {
  #holding = false;

  override cork(): void {
    super.cork();
    if (this.#holding) return;
    this.#holding = true;
    super.cork();
    setImmediate(() => {
      this.#holding = false;
      super.uncork();
    });
  }
}
