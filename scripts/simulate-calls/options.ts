import { parseArgs } from 'node:util';
import type { Language } from '@/server/seed/data/conversations';

/** Who records the calls: a partner's key by three locks, or an administrator who logs in. */
export type Credentials =
  | { kind: 'key'; key: string; secret: string; token: string }
  | { kind: 'login'; email: string; password: string; hospitalId: string | undefined };

export type Options = {
  url: string;
  credentials: Credentials;
  calls: number;
  concurrency: number;
  /** How many times faster than people speak. */
  speed: number;
  language: Language;
  seed: number;
};

export const HELP = `Plays believable calls of voice agents into a running Trilock, line by line, as a hospital's voice platform would.

  npm run simulate:calls -- --email admin@demo.hospital --password …     as an administrator, over /api/hospitals
  npm run simulate:calls -- --api-key … --api-secret … --token …         with a key that has calls:write, over /api/external

  --url URL            where Trilock listens            TRILOCK_URL, else http://127.0.0.1:3000
  --email, --password  an administrator's login         ADMIN_EMAIL (else admin@demo.hospital), ADMIN_PASSWORD
  --hospital ID        which one, of several            the first that the login may administer
  --api-key, --api-secret, --token   the three locks    TRILOCK_API_KEY, TRILOCK_API_SECRET, TRILOCK_TOKEN
  --calls N            how many calls                   10
  --concurrency N      how many at the same time        2
  --speed N            times faster than people speak   1 (about a line a second)
  --language en|es     what is spoken                   en
  --seed N             the same calls again             by chance
  --help               this text

Variables keep secrets out of the list of processes and the shell's history. With the three locks, patients, doctors and
appointments are taken from the hospital where the key may read them, else callers stay unknown. An administrator's run makes a
key "Call simulation" to read them, which lives for some seconds and is revoked. Ctrl-C ends the calls under way as failed.
`;

/** What is wrong with the options, in one sentence. */
export class UsageError extends Error {}

const TEXT = { type: 'string' } as const;
const FLAGS = {
  url: TEXT,
  email: TEXT,
  password: TEXT,
  hospital: TEXT,
  'api-key': TEXT,
  'api-secret': TEXT,
  token: TEXT,
  calls: TEXT,
  concurrency: TEXT,
  speed: TEXT,
  language: TEXT,
  seed: TEXT,
  help: { type: 'boolean' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** @returns null where help is asked for. @throws UsageError */
export function readOptions(args: readonly string[], env: Environment): Options | null {
  const flags = parseFlags(args);
  if (flags.help) return null;
  const language = flags.language ?? 'en';
  if (language !== 'en' && language !== 'es') throw new UsageError('--language is en or es.');
  return {
    url: (flags.url ?? env.TRILOCK_URL ?? 'http://127.0.0.1:3000').replace(/\/+$/, ''),
    credentials: readCredentials(flags, env),
    calls: numberOf('calls', flags.calls, 10, 1),
    concurrency: numberOf('concurrency', flags.concurrency, 2, 1),
    speed: numberOf('speed', flags.speed, 1, 0.1),
    language,
    seed: numberOf('seed', flags.seed, Date.now() % 2 ** 32, 0),
  };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readCredentials(flags: ReturnType<typeof parseFlags>, env: Environment): Credentials {
  const locks = [
    flags['api-key'] ?? env.TRILOCK_API_KEY,
    flags['api-secret'] ?? env.TRILOCK_API_SECRET,
    flags.token ?? env.TRILOCK_TOKEN,
  ];
  const [key, secret, token] = locks;
  if (key && secret && token) return { kind: 'key', key, secret, token };
  if (locks.some(Boolean)) throw new UsageError('Key, secret and token belong together: one of the three locks is missing.');
  const password = flags.password ?? env.ADMIN_PASSWORD;
  if (!password) throw new UsageError('Give --email and --password, or the three locks (--help says how).');
  const email = flags.email ?? env.ADMIN_EMAIL ?? 'admin@demo.hospital';
  return { kind: 'login', email, password, hospitalId: flags.hospital };
}

function numberOf(name: string, text: string | undefined, fallback: number, least: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < least) throw new UsageError(`--${name} is a number, ${least} or more.`);
  return name === 'speed' ? value : Math.floor(value);
}
