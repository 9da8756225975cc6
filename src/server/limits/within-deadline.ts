/**
 * The result of `work`, or a rejection after about `ms`. In two steps, the second set when the first has ended: where this process
 * itself stood still, an answer that lies in its socket since then gets half the time again to be read, and is not taken for
 * silence.
 */
export function withinDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer = setTimeout(() => {
      timer = setTimeout(() => reject(new Error('no answer in time')), ms / 2);
    }, ms / 2);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
