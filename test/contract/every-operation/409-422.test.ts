import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const posts = OPERATIONS.filter(({ method, operation }) => method === 'POST' && operation.security.length > 0);

describe.each(posts.map(({ operation }) => operation.operationId))('%s with an Idempotency-Key', (id) => {
  it('a repeat gets the first answer, byte for byte', async () => {
    const app = await sharedApp();
    const { path, headers, body } = await sampleOf(app, id);
    const send = () => call(app, 'POST', path, { headers: { ...headers, 'idempotency-key': 'k1' }, body });
    const [first, second] = [await send(), await send()];
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect([second.status, second.text]).toEqual([first.status, first.text]);
  });

  it('two at once do it once', async () => {
    const app = await sharedApp();
    const { path, headers, body } = await sampleOf(app, id);
    const send = () => call(app, 'POST', path, { headers: { ...headers, 'idempotency-key': 'k2' }, body });
    const [a, b] = await Promise.all([send(), send()]);
    expect(a.text).toBe(b.text);
    expect([a, b].filter((reply) => reply.headers['idempotent-replayed'] === 'true')).toHaveLength(1);
  });

  it('422: the same key with another body', async () => {
    const app = await sharedApp();
    const { path, headers, body } = await sampleOf(app, id);
    const keyed = { ...headers, 'idempotency-key': 'k3', 'content-type': 'application/json' };
    await call(app, 'POST', path, { headers: keyed, body: JSON.stringify(body) });
    const reply = await call(app, 'POST', path, { headers: keyed, body: `${JSON.stringify(body)} ` });
    expect(outcome(reply)).toBe('422 IDEMPOTENCY_KEY_REUSED');
  });
});

// At once: each waits for the lock timeout of the database.
it.concurrent.each(posts.map(({ operation }) => operation.operationId))(
  '%s 409: while another request with the key is under way',
  async (id) => {
    const app = await sharedApp();
    const { path, headers, body, tenant } = await sampleOf(app, id);
    const keyed = { ...headers, 'idempotency-key': 'k4' };
    const first = await call(app, 'POST', path, { headers: keyed, body });
    expect(first.status).toBeLessThan(300);
    // Its record is put back into a transaction that has not ended: the state in which a second request at once finds it.
    const client = new pg.Client(app.database.ownerUrl);
    await client.connect();
    try {
      const where = `WHERE hospital_id = '${tenant.hospitalId}'`;
      await client.query(`CREATE TEMP TABLE held AS SELECT * FROM idempotency_records ${where}`);
      await client.query(`DELETE FROM idempotency_records ${where}`);
      await client.query('BEGIN');
      await client.query('INSERT INTO idempotency_records SELECT * FROM held');
      const second = await call(app, 'POST', path, { headers: keyed, body });
      expect(outcome(second)).toBe('409 IDEMPOTENCY_IN_PROGRESS');
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  },
);

it('an answer that holds a credential is given again for 10 minutes only', async () => {
  const app = await sharedApp();
  const { path, headers, body, tenant } = await sampleOf(app, 'createApiKey');
  const keyed = { ...headers, 'idempotency-key': 'k5' };
  const first = await call(app, 'POST', path, { headers: keyed, body });
  const records = await app.sql<{ minutes: number }>(
    `SELECT extract(epoch FROM replay_until - created_at)::int / 60 AS minutes FROM idempotency_records WHERE hospital_id = $1`,
    [tenant.hospitalId],
  );
  expect(records).toEqual([{ minutes: 10 }]);
  await app.sql('UPDATE idempotency_records SET replay_until = now() WHERE hospital_id = $1', [tenant.hospitalId]);
  const late = await call(app, 'POST', path, { headers: keyed, body });
  expect(outcome(late)).toBe('409 CONFLICT');
  expect(late.text).toContain((first.body as { data: { id: string } }).data.id);
});

it('400: a key that is none, or sent twice', async () => {
  const app = await sharedApp();
  const { path, headers, body } = await sampleOf(app, 'createPatient');
  for (const value of ['', 'with space', 'k'.repeat(256)]) {
    const reply = await call(app, 'POST', path, { headers: { ...headers, 'idempotency-key': value }, body });
    expect(outcome(reply), value).toBe('400 VALIDATION_ERROR');
  }
  const twice = [...Object.entries(headers).flat(), 'idempotency-key', 'a', 'Idempotency-Key', 'b'];
  expect(outcome(await call(app, 'POST', path, { headers: twice, body }))).toBe('400 VALIDATION_ERROR');
});
