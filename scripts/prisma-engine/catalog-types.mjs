import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

// PostgreSQL's oids. TEXT stands for whatever the adapter lets through; the column's true type is put right afterwards.
const TEXT = 25;
const TEXT_ARRAY = 1009;

const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY);

/** Types of the system catalog, which the engine reads and adapter-pg refuses: "char", int2vector, name[]. */
const CATALOG_TYPES = new Map([
  [18, { type: ColumnTypeEnum.Character, read: (value) => value }],
  [22, { type: ColumnTypeEnum.Int32Array, read: (value) => (value === '' ? [] : value.split(' ').map(Number)) }],
  [1003, { type: ColumnTypeEnum.TextArray, read: parseTextArray }],
]);

/**
 * Lets an adapter (and its transactions) return columns of the catalog's types.
 *
 * @param {object} adapter of adapter-pg; its class is changed, once
 */
export function adaptCatalogTypes(adapter) {
  let queryable = Object.getPrototypeOf(adapter);
  while (!Object.hasOwn(queryable, 'performIO')) queryable = Object.getPrototypeOf(queryable);
  const { performIO, queryRaw } = queryable;
  if (performIO.adapted) return;

  // The rows that performIO gives are the very array that queryRaw returns.
  const found = new WeakMap();

  queryable.performIO = async function (query) {
    const result = await performIO.call(this, query);
    const columns = result.fields.flatMap(({ dataTypeID }, column) => {
      const catalogType = CATALOG_TYPES.get(dataTypeID);
      return catalogType ? [{ column, ...catalogType }] : [];
    });
    for (const { column, read } of columns) {
      result.fields[column].dataTypeID = TEXT;
      for (const row of result.rows) if (typeof row[column] === 'string') row[column] = read(row[column]);
    }
    found.set(result.rows, columns);
    return result;
  };
  queryable.performIO.adapted = true;

  queryable.queryRaw = async function (query) {
    const answer = await queryRaw.call(this, query);
    for (const { column, type } of found.get(answer.rows) ?? []) answer.columnTypes[column] = type;
    return answer;
  };
}
