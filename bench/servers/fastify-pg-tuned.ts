import fastify from 'fastify';
import pg from 'pg';
import { readWorld } from '../world';
import { listOf, PAGE, pageOf, type Query, TOTAL, withAge } from './rows';
import { announce } from './serve';

/** (a*) The same with the tricks that Trilock uses: one pipelined connection, generic plans, instants as text. No lock. */
const world = readWorld();
for (const type of [pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ]) pg.types.setTypeParser(type, (text) => text);
const client = new pg.Client({
  connectionString: world.ownerUrl,
  pipeline: true,
  options: '-c plan_cache_mode=force_generic_plan',
});
await client.connect();

type Row = { age: number | null; date_of_birth: string | null; created_at: string; updated_at: string };

const server = fastify();
server.get<{ Querystring: Query }>('/api/external/patients', async (request) => {
  const { page, limit } = pageOf(request.query);
  const [rows, counted] = await Promise.all([
    client.query<Row>({ ...PAGE, values: [world.hospitalId, limit, (page - 1) * limit] }),
    client.query<{ total: number }>({ ...TOTAL, values: [world.hospitalId] }),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const results = rows.rows.map((row) => {
    row.created_at = isoText(row.created_at);
    row.updated_at = isoText(row.updated_at);
    return withAge(row, today);
  });
  return listOf(results, counted.rows[0]?.total ?? 0, page, limit);
});
announce(await server.listen({ host: '127.0.0.1', port: 0 }));

/** `2026-11-21 22:37:13.123+00` in ISO 8601. */
function isoText(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}
