import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where workers leave what they have seen; vitest.config.ts makes it for one run. */
function folder(): string {
  const path = process.env.CONTRACT_COVERAGE;
  if (!path) throw new Error('CONTRACT_COVERAGE is not set: run the tests by vitest.config.ts');
  return path;
}

/** Notes that this operation was seen to answer with this status. One file for each process: none waits for another. */
export function noteAnswer(operationId: string, status: number): void {
  appendFileSync(join(folder(), String(process.pid)), `${operationId} ${status}\n`);
}

/** What all workers have seen, as `operationId status`. */
export function answersSeen(): Set<string> {
  const files = readdirSync(folder()).map((name) => readFileSync(join(folder(), name), 'utf8'));
  return new Set(files.join('').split('\n').filter(Boolean));
}
