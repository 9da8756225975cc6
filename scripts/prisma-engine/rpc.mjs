import { createInterface } from 'node:readline';
import { createDatabase } from './command.mjs';
import { createEngine } from './engine.mjs';
import { describeError } from './errors.mjs';

const RPC_ERROR = 4466;

/**
 * Answers line-delimited JSON-RPC on stdin and stdout, one request after the other, until stdin ends.
 *
 * @param {{datamodels: string[], url: string | undefined, shadowUrl: string | undefined}} options
 */
export async function serve(options) {
  let prints = 0;
  let current;
  // A panic of the engine comes out of a microtask, past the promise that awaits the answer.
  process.on('uncaughtException', (error) => {
    refuse(current, error);
    process.exit(0);
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    // The answer to our own `print`, below.
    if (request.method === undefined) continue;
    current = request.id;
    try {
      const result = await answer(request, options);
      if (request.method === 'diff' && result.stdout) {
        prints += 1;
        send({ id: prints, method: 'print', params: { content: result.stdout } });
      }
      send({ id: request.id, result: result ?? {} });
    } catch (error) {
      refuse(request.id, error);
    }
  }
  // Pools of the engine's adapters keep the process alive, and nothing of theirs is left to be written.
  process.exit(0);
}

async function answer({ method, params }, options) {
  const url = targetUrl(params) ?? options.url;
  if (method === 'createDatabase') return { databaseName: await createDatabase(url) };
  const engine = await createEngine(options, url);
  try {
    if (method === 'getDatabaseVersion') return await engine.version(params);
    return await engine[method](params);
  } finally {
    engine.free();
  }
}

function refuse(id, error) {
  const data = describeError(error);
  send({ id, error: { code: RPC_ERROR, message: data.message, data } });
}

/** The database that a request names itself, by connection string. */
function targetUrl(params) {
  const named = [params?.datasource, params?.datasourceType, params?.from, params?.to];
  return named.find((target) => target?.url !== undefined)?.url;
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
