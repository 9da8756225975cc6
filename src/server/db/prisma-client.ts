import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/client';

const NAMED_STATEMENTS = 500;

/** The same SQL gets the same short name, so that PostgreSQL parses it once a connection; bounded, since each name is memory there. */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    let name = names.get(sql) ?? '';
    if (name === '' && names.size < NAMED_STATEMENTS) {
      name = `p${createHash('sha256').update(sql).digest('base64url').slice(0, 16)}`;
      names.set(sql, name);
    }
    return name;
  };
}

function refuseMergedRead(): never {
  throw new Error('findUnique is off: use findFirst (src/server/db/prisma-client.ts says why)');
}

/**
 * The Prisma client over a pool that knows its tenant.
 *
 * Prisma merges findUnique calls of one tick into one query, which runs under the first caller's tenant and hands the other
 * hospital its row: seen. So both forms of it are off, here and in transactions; findFirst is never merged, and a test starts
 * every read for two hospitals in the same tick (docs/decisions/0004).
 */
export function createPrismaClient(pool: Pool) {
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  return new PrismaClient({ adapter, errorFormat: 'minimal', log: [] }).$extends({
    name: 'no-merged-reads',
    query: { $allModels: { findUnique: refuseMergedRead, findUniqueOrThrow: refuseMergedRead } },
  });
}

/** Prisma with every query bound to a tenant by its pool. */
export type Database = ReturnType<typeof createPrismaClient>;

/** The same inside a transaction. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];
