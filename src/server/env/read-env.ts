import { StartupError } from '@/server/kernel/startup-error';
import { type Env, envSchema } from './schema';

/**
 * Checks the environment.
 * @throws StartupError naming every variable that is wrong; values are not repeated, since some are secrets.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = envSchema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new StartupError(`The environment is not valid. ${faults.join('; ')}`, 'See "Variables" in README.md.');
}
