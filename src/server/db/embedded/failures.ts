import { StartupError } from '../../kernel/startup-error';
import type { Layout } from './types';

/**
 * Turns whatever stopped the embedded server's start into one sentence with a remedy.
 *
 * @param error what was thrown: a file operation's error or a `ServerExit`
 */
export function explain(error: unknown, layout: Layout): StartupError {
  if (error instanceof StartupError) return error;
  const text = error instanceof ServerExit ? error.output : String(error);
  const code = (error as NodeJS.ErrnoException).code;
  const options = { cause: error };
  if (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    /No space left on device|Disk quota exceeded|could not extend file .*wrote only/.test(text)
  ) {
    return new StartupError(`The disk that holds ${layout.dataDir} is full.`, 'Make room on it, then start again.', options);
  }
  if (code === 'EROFS' || /Read-only file system/.test(text)) {
    return new StartupError(`The data folder ${layout.dataDir} is read-only.`, SET_DATA_DIR, options);
  }
  if (code === 'EACCES' || code === 'EPERM' || /Permission denied|has wrong ownership/.test(text)) {
    return new StartupError(`There is no permission to write to the data folder ${layout.dataDir}.`, SET_DATA_DIR, options);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartupError(`${layout.dataDir} is not a folder.`, SET_DATA_DIR, options);
  }
  if (isPortTaken(error)) {
    return new StartupError(
      'Every port that the embedded database tried is in use by another program.',
      `Free the port named in ${layout.port}, or delete that file, then start again.`,
      options,
    );
  }
  if (/could not (map anonymous|create) shared memory|out of memory/i.test(text)) {
    return new StartupError('There is not enough memory for the embedded database.', 'It needs 512 MB free.', options);
  }
  const reason = /(?:FATAL|PANIC|error): +(.+)/.exec(text)?.[1] ?? (error instanceof Error ? error.message : text);
  return new StartupError(`The embedded database did not start: ${reason}.`, `Its log is ${layout.log}.`, options);
}

/** A program of PostgreSQL that ended when it should not have. */
export class ServerExit extends Error {
  /** What it wrote. */
  readonly output: string;

  constructor(program: string, output: string) {
    super(`${program} ended unexpectedly`);
    this.name = 'ServerExit';
    this.output = output;
  }
}

/** Whether the server ended because its port is another program's. */
export function isPortTaken(error: unknown): boolean {
  return error instanceof ServerExit && /could not bind|could not create any TCP\/IP sockets/.test(error.output);
}

/** Whether the server ended because an earlier one on this cluster is not quite gone. */
export function isPredecessorAlive(error: unknown): boolean {
  return error instanceof ServerExit && /lock file .* already exists|pre-existing shared memory block/.test(error.output);
}

/** Whether a connection failed because the server is ending or has just ended. */
export function isServerGone(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', '57P01', '57P02', '57P03'].includes(code ?? '') ||
    /terminated unexpectedly/.test(message ?? '')
  );
}

const SET_DATA_DIR = 'Set DATA_DIR to a folder that Trilock may write to.';
