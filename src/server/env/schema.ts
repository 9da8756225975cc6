import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const flag = (text: string) => text.trim();
const optionalText = z
  .string()
  .transform(flag)
  .optional()
  .transform((text) => (text === '' ? undefined : text));

const cidrs = optionalText.transform((text, context) => {
  const blocks = (text ?? '')
    .split(',')
    .map((block) => block.trim())
    .filter(Boolean);
  for (const [index, block] of blocks.entries()) {
    const valid = isIP(block) !== 0 || ipaddr.isValidCIDR(block);
    if (!valid) {
      context.addIssue({
        code: 'custom',
        message: `item ${index + 1} is not an address or CIDR block (never "true": say who is trusted)`,
      });
    }
  }
  return blocks;
});

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

/**
 * Every variable of the application (README, "Variables"); `process.env` is read nowhere else. Unset and empty mean the same.
 * What is wrong is said by name, all of it at once.
 */
export const envSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('.data'),
    DATABASE_URL: optionalText.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
    APP_ENV: z.enum(['development', 'staging', 'production']).optional(),
    PUBLIC_URL: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
    APP_SECRET: optionalText.pipe(z.string().min(32).optional()),
    APP_SECRET_PREVIOUS: optionalText.pipe(z.string().min(32).optional()),
    ADMIN_EMAIL: z.email().toLowerCase().default('admin@demo.hospital'),
    ADMIN_PASSWORD: optionalText.pipe(z.string().min(8).max(256).optional()),
    SEED: z.enum(['demo', 'none']).optional(),
    KEY_PREFIX: z
      .string()
      .regex(/^[a-z][a-z0-9]{1,15}_$/, 'must be 2 to 16 lower-case letters and digits, then "_"')
      .refine((prefix) => !prefix.startsWith('sk_'), 'is kept for server keys')
      .default('nyra_'),
    AUTH_FAILURES_PER_MINUTE: z.coerce.number().int().min(1).max(100_000).default(60),
    TRUST_PROXY: cidrs,
    TLS_CERT: optionalText,
    TLS_KEY: optionalText,
    REDIS_URL: optionalText.pipe(
      z
        .url({ protocol: /^rediss?$/ })
        .refine((url) => !URL.canParse(url) || new URL(url).hostname !== '', 'names no host')
        .optional(),
    ),
    REDIS_TIMEOUT_MS: z.coerce.number().int().min(10).max(10_000).default(50),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  })
  .superRefine(
    (env, context) => {
      const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (env.APP_ENV === undefined && !LOOPBACK_HOSTS.includes(env.HOST)) {
        fault('APP_ENV', 'must be set when HOST is not a loopback address');
      }
      const outside = env.APP_ENV === 'staging' || env.APP_ENV === 'production';
      if (outside && env.PUBLIC_URL === undefined) fault('PUBLIC_URL', 'is required outside development');
      // Cookies are secure by it, and plain HTTP is refused there anyway.
      if (outside && env.PUBLIC_URL?.startsWith('http:')) fault('PUBLIC_URL', 'must begin with https:// outside development');
      if (env.APP_ENV === 'production' && env.APP_SECRET === undefined) fault('APP_SECRET', 'is required in production');
      if ((env.TLS_CERT === undefined) !== (env.TLS_KEY === undefined)) fault('TLS_CERT', 'and TLS_KEY go together');
    },
    // Also where a variable alone is wrong already: all faults are said at once.
    { when: () => true },
  )
  .transform((env) => {
    const appEnv = env.APP_ENV ?? 'development';
    return { ...env, APP_ENV: appEnv, SEED: env.SEED ?? (appEnv === 'production' ? ('none' as const) : ('demo' as const)) };
  });

/** The checked environment. */
export type Env = z.output<typeof envSchema>;
