export type Coalesced = {
  /** Something is to be done: at once if nothing was lately, else together with what else is asked for meanwhile. */
  ask: () => void;
  stop: () => void;
};

/**
 * Does `work` as often as it is asked for, but never twice at the same time, and with at least `leastMs` between two beginnings.
 * After the last word there is always one more run that began after it.
 */
export function coalesce(work: () => Promise<unknown>, leastMs: number): Coalesced {
  let asked = false;
  let busy = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async () => {
    asked = false;
    busy = true;
    const rest = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, leastMs);
    });
    // A failure is shown by whoever shows the data; the next word tries again.
    await Promise.allSettled([work(), rest]);
    busy = false;
    if (asked && !stopped) void run();
  };

  return {
    ask: () => {
      asked = true;
      if (!busy && !stopped) void run();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
