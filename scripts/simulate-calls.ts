import { Refusal } from './simulate-calls/http';
import { HELP, readOptions, UsageError } from './simulate-calls/options';
import { simulateCalls } from './simulate-calls/run';

/** `npm run simulate:calls`: see HELP. Exits with 1 and one sentence where something is wrong. */
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options) await simulateCalls(options, process.stdout, stop.signal);
  else process.stdout.write(HELP);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
