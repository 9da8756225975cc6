import { startEmbeddedPostgres } from '@/server/db/embedded';

/**
 * A process that starts the embedded server on the folder of its argument, tells the outcome as one line of JSON, and then
 * stays: for tests that kill it.
 */
const dataDir = process.argv[2] ?? '';
try {
  const { ownerUrl } = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  process.stdout.write(`${JSON.stringify({ ownerUrl })}\n`);
  process.stdin.resume();
} catch (error) {
  const { name, message, hint } = error as Error & { hint?: string };
  process.stdout.write(`${JSON.stringify({ name, message, hint })}\n`);
}
