/** What the person who started the server sees: plain lines on standard output, beside the log. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A progress line that overwrites itself in a terminal and stays quiet, but for its end, elsewhere. */
export function progress(done: number, total: number, label: string): void {
  const line = `  ${label} ${Math.floor((100 * done) / Math.max(total, 1))} %`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(60)}${done >= total ? '\n' : ''}`);
  else if (done >= total) say(line);
}
