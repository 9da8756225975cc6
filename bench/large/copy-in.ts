import type pg from 'pg';

/** What `pg` does with a connection while it copies; its types do not name these. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
  sendCopyFail: (reason: string) => void;
};

const CHUNK = 128 * 1024;

/**
 * Sends lines to PostgreSQL by COPY FROM STDIN, as fast as it takes them.
 * @param lines in COPY's text format, each with its line feed (copy-line.ts).
 * @throws the database's error; nothing of this statement is stored then.
 */
export function copyIn(client: pg.Client, sql: string, lines: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    client.query({
      submit: (connection: pg.Connection) => connection.query(sql),
      handleCopyInResponse: (connection: CopyConnection) => {
        send(connection, lines, () => failure !== undefined).catch((error: Error) => connection.sendCopyFail(error.message));
      },
      handleCommandComplete: () => {},
      handleError: (error: Error) => {
        failure = error;
        reject(error);
      },
      handleReadyForQuery: () => resolve(),
    } as pg.Submittable);
  });
}

async function send(connection: CopyConnection, lines: Iterable<string>, failed: () => boolean): Promise<void> {
  let chunk = '';
  const flush = async () => {
    connection.sendCopyFromChunk(Buffer.from(chunk));
    chunk = '';
    if (!connection.stream.writableNeedDrain) return;
    await new Promise((drained) => connection.stream.once('drain', drained));
  };
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    await flush();
    if (failed()) return;
  }
  await flush();
  connection.endCopyFrom();
}
