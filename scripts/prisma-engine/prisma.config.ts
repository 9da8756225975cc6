import path from 'node:path';
import { defineConfig } from 'prisma/config';
import project from '../../prisma.config';

const root = path.resolve(import.meta.dirname, '../..');

/** The project's configuration with a database, for the commands that need one. Only run.ts uses it. */
export default defineConfig({
  ...project,
  schema: path.join(root, 'prisma/schema.prisma'),
  migrations: { path: path.join(root, 'prisma/migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
