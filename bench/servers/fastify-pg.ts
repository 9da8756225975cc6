import fastify from 'fastify';
import pg from 'pg';
import { readWorld } from '../world';
import { listOf, PAGE, pageOf, type Query, TOTAL, withAge } from './rows';
import { announce } from './serve';

/** (a) As an ordinary good engineer writes it: a pool, prepared statements, both queries at once. No lock of any kind. */
const world = readWorld();
const pool = new pg.Pool({ connectionString: world.ownerUrl, max: 10 });
// A date has no zone: as text, or it would move by a day west of Greenwich.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

const server = fastify();
server.get<{ Querystring: Query }>('/api/external/patients', async (request) => {
  const { page, limit } = pageOf(request.query);
  const [rows, counted] = await Promise.all([
    pool.query({ ...PAGE, values: [world.hospitalId, limit, (page - 1) * limit] }),
    pool.query<{ total: number }>({ ...TOTAL, values: [world.hospitalId] }),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const results = rows.rows.map((row) => withAge(row, today));
  return listOf(results, counted.rows[0]?.total ?? 0, page, limit);
});
announce(await server.listen({ host: '127.0.0.1', port: 0 }));
