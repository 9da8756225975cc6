import { panic } from './engine.mjs';

const STATE_TO_PRISMA = new Map([
  ['3D000', 'P1003'],
  ['28P01', 'P1000'],
  ['28000', 'P1010'],
  ['42P04', 'P1009'],
  ['ECONNREFUSED', 'P1001'],
  ['ENOTFOUND', 'P1001'],
  ['ETIMEDOUT', 'P1002'],
]);

/**
 * What Prisma's command line wants to know of an error: the engine's own carry a code; the driver's are translated.
 *
 * @param {unknown} error
 * @returns {{message: string, error_code: string | undefined, is_panic: boolean, backtrace: string | null}}
 */
export function describeError(error) {
  const cause = error instanceof Error ? error : new Error(String(error));
  return {
    message: panic.message ?? (cause.message || cause.name),
    error_code: prismaCodeOf(cause),
    is_panic: panic.message !== undefined,
    backtrace: cause.stack ?? null,
  };
}

function prismaCodeOf(error) {
  if (typeof error.code !== 'string') return undefined;
  return error.code.startsWith('P') && error.code.length === 5 ? error.code : STATE_TO_PRISMA.get(error.code);
}
