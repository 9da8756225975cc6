/**
 * By how much this machine's clock is certainly ahead of another one (negative: behind), in milliseconds: 0 where it may be right.
 * The other one was read at some moment between question and answer, which in a busy process are seconds apart; that is
 * no difference of clocks.
 * @param asked by this machine's clock, as `answered`. @param read by the other one, in between.
 */
export function certainSkew(asked: number, read: number, answered: number): number {
  if (read < asked) return asked - read;
  return Math.min(answered - read, 0);
}
