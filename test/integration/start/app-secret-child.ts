import { envSchema } from '@/server/env/schema';
import { appSecret } from '@/server/start/app-secret';

/** A process that starts on the data folder of its argument as far as the secret, and writes it or why there is none. */
const env = envSchema.parse({ DATA_DIR: process.argv[2] });
process.stdout.write(await appSecret(env).catch((error: Error) => error.message));
