import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { adaptCatalogTypes } from './catalog-types.mjs';

/**
 * adapter-pg made fit to run migrations: it splits scripts at every semicolon (also inside `$$` bodies), names a shadow database
 * in a way that a connection string overrides, and drops that database while its own pool still holds it.
 */
export class MigrationAdapterFactory extends PrismaPg {
  #connection;
  #shadowUrl;

  /**
   * @param {string} url of the database
   * @param {string | undefined} shadowUrl a database that may be emptied at will; without it one is created and dropped
   */
  constructor(url, shadowUrl) {
    super(connectionOf(url), { schema: schemaOf(url) });
    this.#connection = connectionOf(url);
    this.#shadowUrl = shadowUrl;
  }

  async connect() {
    return fitForMigrations(await super.connect());
  }

  async connectToShadowDb() {
    if (this.#shadowUrl) return new MigrationAdapterFactory(this.#shadowUrl, undefined).connect();
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    await query(this.#connection, `CREATE DATABASE "${database}"`);
    const shadow = await new PrismaPg({ ...this.#connection, database }).connect();
    const endPool = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await endPool();
      await query(this.#connection, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    };
    return fitForMigrations(shadow);
  }
}

/**
 * One statement on a connection of its own.
 *
 * @param {pg.ClientConfig} connection
 * @param {string} sql
 */
export async function query(connection, sql) {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * The parts of a connection string, so that the database can be replaced.
 *
 * @param {string} url
 * @returns {pg.ClientConfig & {database: string}}
 */
export function connectionOf(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode');
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: port ? Number(port) : 5432,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || 'postgres',
    ...(sslmode && sslmode !== 'disable' ? { ssl: { rejectUnauthorized: sslmode.startsWith('verify') } } : {}),
  };
}

function schemaOf(url) {
  return new URL(url).searchParams.get('schema') ?? 'public';
}

function fitForMigrations(adapter) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  adaptCatalogTypes(adapter);
  return adapter;
}
