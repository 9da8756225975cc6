import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * The process's log: JSON lines on standard output. Errors are written by class and SQLSTATE only: messages and stacks of
 * libraries quote values (a unique violation quotes the row), and no secret or health data may reach a log.
 * @param destination elsewhere than standard output, such as a test that reads it.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: safeError } };
  return destination ? pino(options, destination) : pino(options);
}

/** What may be logged of any thrown value. */
export function safeError(error: unknown): { name: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  // tRPC wraps whatever a procedure throws; what was thrown is the news.
  if (error.name === 'TRPCError' && error.cause instanceof Error) return safeError(error.cause);
  const code = (error as { code?: unknown }).code;
  // The first frame of our own code tells where; frames hold paths and names, no values.
  const frame = error.stack?.split('\n').find((line) => line.includes('/src/server/') || line.includes('/dist/'));
  return {
    name: error.name,
    ...(typeof code === 'string' && code.length <= 40 && { code }),
    ...(frame !== undefined && { at: frame.trim().slice(0, 200) }),
  };
}
