const IN_FLIGHT = 32;

/** Runs `step` for so many seconds, 32 at a time, each with its own number. @returns how many were done. */
export async function loop(seconds: number, step: (index: number) => Promise<void>): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async (_, index) => {
      while (performance.now() < end) {
        await step(index);
        done++;
      }
    }),
  );
  return done;
}
