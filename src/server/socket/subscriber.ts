import type { Socket } from 'socket.io';
import type { RequestInfo } from '@/server/kernel/request-info';

/** What a connected socket is: by which ticket and from where it came, and after which event it hears on. */
export type Seat = {
  hospitalId: string;
  keyId: string;
  /** The hospital token that bought the ticket: the socket ends with it. */
  tokenId: string;
  info: RequestInfo;
  /** The last position that it has been given, or need not be. */
  position: number;
  /** The last position of the hospital when it connected. */
  reached: number;
};

/** Packets that may wait for a reader; what comes after that it is given from the outbox, at its own pace. */
const MAX_WAITING = 100;
/** What a client is given to hear of its end. */
export const CLOSING_MS = 500;
const LONGEST_TIMER_MS = 2_147_483_647;

/** One open socket. */
export class Subscriber {
  readonly seat: Seat;
  readonly #socket: Socket;
  /** Does it hear what the hospital's feed reads? Else it is still catching up from the outbox. */
  live = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, seat: Seat) {
    this.#socket = socket;
    this.seat = seat;
  }

  get open(): boolean {
    return this.#socket.connected && this.#socket.conn.readyState === 'open';
  }

  /** Has the reader fallen behind? */
  get congested(): boolean {
    return this.#waiting() >= MAX_WAITING;
  }

  /** Resolves when everything that waited is on its way, or the socket has closed. */
  drained(): Promise<void> {
    const { conn } = this.#socket;
    if (!this.open || this.#waiting() === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        conn.off('drain', done);
        conn.off('close', done);
        resolve();
      };
      conn.on('drain', done);
      conn.on('close', done);
    });
  }

  emit(type: string, event: unknown): void {
    this.#socket.emit(type, event);
  }

  /** Calls `end` at that time, unless another one is set before. */
  endAt(at: Date, end: () => void): void {
    clearTimeout(this.#timer);
    const wait = Math.max(0, at.getTime() - Date.now());
    const again = wait > LONGEST_TIMER_MS;
    this.#timer = setTimeout(() => (again ? this.endAt(at, end) : end()), Math.min(wait, LONGEST_TIMER_MS)).unref();
  }

  forgetEnd(): void {
    clearTimeout(this.#timer);
  }

  /** The client is told `io server disconnect`, and its connection ends. */
  disconnect(): void {
    const { conn } = this.#socket;
    this.#socket.disconnect(true);
    // A reader that takes nothing would keep what waits for it, and its connection, until its next ping.
    const deadline = setTimeout(() => conn.close(true), CLOSING_MS).unref();
    conn.once('close', () => clearTimeout(deadline));
  }

  #waiting(): number {
    // Engine.IO's own queue; it has no public name for its length.
    return (this.#socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
  }
}
