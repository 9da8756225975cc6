import { defineConfig } from 'prisma/config';

/**
 * Prisma's command line, used to generate the client and to write and check migrations. The server itself never reads this
 * file: it applies migrations with its own runner (src/server/db/migrate), so that a machine without Prisma's engine can start.
 */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  tables: { external: ['public.audit_events'] },
});
