import { describe, expect, it } from 'vitest';
import { StartupError } from '@/server/kernel/startup-error';
import { readEnv } from './read-env';

type Variables = Record<string, string>;

const read = (variables: Variables) => readEnv(variables as unknown as NodeJS.ProcessEnv);

function fault(variables: Variables): string {
  try {
    read(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as StartupError).message;
  }
  return '';
}

const SECRET = 's'.repeat(32);
const PRODUCTION = { APP_ENV: 'production', APP_SECRET: SECRET, PUBLIC_URL: 'https://api.hospital.example' };

describe('readEnv', () => {
  it('needs nothing', () => {
    expect(read({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', APP_ENV: 'development', SEED: 'demo', TRUST_PROXY: [] });
  });
  it('takes empty for unset', () => {
    expect(read({ PORT: '', APP_SECRET: '', TRUST_PROXY: '', PUBLIC_URL: '' })).toMatchObject({ PORT: 3000, TRUST_PROXY: [] });
  });
  it('seeds nothing in production', () => expect(read(PRODUCTION).SEED).toBe('none'));

  it('names every wrong variable at once, those that depend on others too', () => {
    const wrong = {
      PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      APP_ENV: 'production',
      APP_SECRET: 'too-short-secret',
      ADMIN_EMAIL: 'nobody-at-all',
      ADMIN_PASSWORD: 'pw',
      SEED: 'everything',
      KEY_PREFIX: 'Bad-Prefix',
      AUTH_FAILURES_PER_MINUTE: 'many',
      TRUST_PROXY: 'true, 10.0.0.0/8, 10.0.0.0/99',
      TLS_CERT: '/tmp/certificate-path.pem',
      REDIS_URL: 'http://:redis-password@cache',
      REDIS_TIMEOUT_MS: '99999',
      LOG_LEVEL: 'chatty',
    };
    const message = fault(wrong);
    for (const name of [...Object.keys(wrong).filter((name) => name !== 'APP_ENV'), 'PUBLIC_URL'])
      expect(message).toContain(`${name}: `);
    for (const value of Object.values(wrong)) {
      if (value !== wrong.APP_ENV) expect(message).not.toContain(value);
    }
    expect(message).not.toMatch(/hunter2|redis-password|10\.0\.0\.0/);
    expect(message).toContain('TRUST_PROXY: item 1');
    expect(message).toContain('TRUST_PROXY: item 3');
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'hospital.example'])('refuses HOST=%s without APP_ENV', (HOST) => {
    expect(fault({ HOST })).toContain('APP_ENV: must be set');
    expect(read({ HOST, APP_ENV: 'development' }).HOST).toBe(HOST);
  });
  it.each(['127.0.0.1', '::1', 'localhost'])('lets HOST=%s be', (HOST) => expect(read({ HOST }).APP_ENV).toBe('development'));

  it('asks for APP_SECRET and PUBLIC_URL in production, for PUBLIC_URL in staging', () => {
    expect(fault({ APP_ENV: 'production' })).toMatch(/PUBLIC_URL: is required.*APP_SECRET: is required/);
    expect(fault({ APP_ENV: 'staging' })).toMatch(/PUBLIC_URL: is required/);
    expect(fault({ APP_ENV: 'staging' })).not.toContain('APP_SECRET');
    expect(fault(PRODUCTION)).toBe('');
  });
  it.each(['redis://cache', 'redis://:p%40ss@127.0.0.1:6380/1', 'rediss://user:password@cache.example'])(
    'takes REDIS_URL=%s',
    (REDIS_URL) => expect(read({ REDIS_URL }).REDIS_URL).toBe(REDIS_URL),
  );
  it.each(['redis://', 'redis:cache', 'cache:6379'])('refuses REDIS_URL=%s', (REDIS_URL) =>
    expect(fault({ REDIS_URL })).toContain('REDIS_URL: '),
  );
  it('wants certificate and key together', () => {
    expect(fault({ TLS_KEY: '/tmp/key.pem' })).toContain('TLS_CERT: and TLS_KEY go together');
  });
});
