import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';

const greeting = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
  rows: [[true, 'PostgreSQL 17.0', 170_000]],
};

/**
 * For work that needs no database, such as the script from an empty schema to a given one. The engine asks for the server's
 * version even then; that one question is answered as PostgreSQL 17 would, and everything else fails.
 */
export class NoDatabaseFactory {
  provider = 'postgres';
  adapterName = '@prisma/adapter-pg';

  async connect() {
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      queryRaw: async ({ sql }) => (sql.includes("current_setting('server_version_num')") ? greeting : refuse()),
      executeRaw: refuse,
      executeScript: refuse,
      startTransaction: refuse,
      getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
      dispose: async () => {},
    };
  }

  connectToShadowDb = refuse;
}

async function refuse() {
  throw new DriverAdapterError({ kind: 'DatabaseNotReachable', host: 'none: DATABASE_URL is not set' });
}
