import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import pg from 'pg';
import { answerQuestions } from '../answer';
import { readWorld } from '../world';
import { loop } from './loop';

/**
 * better-auth's API-key plugin on the same PostgreSQL, in a schema of its own: look-up by hash, and its last-used write before
 * the answer (`deferUpdates` off, as by default). Its rate limit is off: Trilock's is not part of the door either.
 */
const { ownerUrl, keys } = readWorld();
const database = new pg.Pool({ connectionString: ownerUrl, max: 10, options: '-c search_path=better_auth' });
await database.query('DROP SCHEMA IF EXISTS better_auth CASCADE');
await database.query('CREATE SCHEMA better_auth');

const auth = betterAuth({
  database,
  baseURL: 'http://127.0.0.1',
  secret: 'bench-only-secret-of-enough-length-and-some-entropy-9d1f',
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  plugins: [apiKey({ rateLimit: { enabled: false } })],
});
await (await getMigrations(auth.options)).runMigrations();

const { user } = await auth.api.signUpEmail({
  body: { name: 'Bench', email: 'bench@example.com', password: 'bench-password' },
});
const made = await Promise.all(keys.map((_, index) => auth.api.createApiKey({ body: { name: `k${index}`, userId: user.id } })));

async function verify(index: number): Promise<void> {
  const { key } = made[index % made.length] as { key: string };
  const { valid } = await auth.api.verifyApiKey({ body: { key } });
  if (!valid) throw new Error('a valid key was refused');
}

answerQuestions({ run: (seconds) => loop(seconds, verify) });
process.send?.('ready');
