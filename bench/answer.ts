import type { Usage } from './child';

/** What a measured process can be asked beside its usage. */
export type Jobs = { run?: (seconds: number) => Promise<number> };

/** In a measured process: answers the bench's questions, until it says `end` or goes away. */
export function answerQuestions({ run }: Jobs): void {
  process.on('message', async (question) => {
    if (question === 'end') process.exit(0);
    const seconds = (question as { run?: number }).run;
    if (seconds === undefined || !run) return void process.send?.(usage());
    process.send?.({ done: await run(seconds), ...usage() });
  });
  process.on('disconnect', () => process.exit(0));
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuUs: user + system, peakRssMb: process.resourceUsage().maxRSS / 1024 };
}
