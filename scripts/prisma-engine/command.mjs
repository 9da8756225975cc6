import { connectionOf, query } from './adapter.mjs';
import { describeError } from './errors.mjs';

/**
 * `schema-engine cli COMMAND`: one action on the database of `--datasource`.
 *
 * @param {string} command
 * @param {{url: string | undefined}} options
 * @returns {Promise<number>} the exit code; the reason of a failure is on stderr
 */
export async function runCommand(command, { url }) {
  try {
    if (!url) throw new Error('No database: the command line has no --datasource.');
    console.log(await perform(command, url));
    return 0;
  } catch (error) {
    const { backtrace, ...fields } = describeError(error);
    // Prisma skips the first line of stderr and reads the others as JSON.
    console.error('schema-engine failed');
    console.error(JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields }));
    return 1;
  }
}

async function perform(command, url) {
  switch (command) {
    case 'can-connect-to-database':
      await query(connectionOf(url), 'SELECT 1');
      return 'Connection successful';
    case 'create-database':
      return createDatabase(url);
    case 'drop-database':
      await query(maintenance(url), `DROP DATABASE ${quoted(url)} WITH (FORCE)`);
      return 'The database was dropped';
    default:
      throw new Error(`The stand-in for Prisma's engine does not know the command "${command}".`);
  }
}

/**
 * Creates the database that a connection string names.
 *
 * @param {string} url
 * @returns {Promise<string>} its name
 */
export async function createDatabase(url) {
  await query(maintenance(url), `CREATE DATABASE ${quoted(url)}`);
  return connectionOf(url).database;
}

function maintenance(url) {
  return { ...connectionOf(url), database: 'postgres' };
}

function quoted(url) {
  return `"${connectionOf(url).database.replaceAll('"', '""')}"`;
}
