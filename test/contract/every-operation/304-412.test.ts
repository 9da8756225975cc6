import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const place = (status: number) =>
  OPERATIONS.filter(({ operation }) => operation.responses[status]).map((each) => [each.operation.operationId, each] as const);

describe.each(place(304))('%s', (id, { method }) => {
  it('304: the caller has it already, by this tag or a list that holds it', async () => {
    const app = await sharedApp();
    const { path, headers } = await sampleOf(app, id);
    const etag = (await call(app, method, path, { headers })).headers.etag ?? '';
    for (const given of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const reply = await call(app, method, path, { headers: { ...headers, 'if-none-match': given } });
      expect([reply.status, reply.headers.etag], given).toEqual([304, etag]);
    }
    expect((await call(app, method, path, { headers: { ...headers, 'if-none-match': '"other"' } })).status).toBe(200);
  });
});

describe.each(place(412))('%s', (id, { method }) => {
  it('412: it has changed since; with the present tag it is done, and the answer carries the next one', async () => {
    const app = await sharedApp();
    const { path, headers, body, touch, readAt = path } = await sampleOf(app, id);
    const read = () => (touch ? call(app, method, path, { headers, body: touch }) : call(app, 'GET', readAt, { headers }));
    const etag = (await read()).headers.etag ?? '';
    const change = (given: string) => call(app, method, path, { headers: { ...headers, 'if-match': given }, body });
    expect(outcome(await change('"other"'))).toBe('412 PRECONDITION_FAILED');
    // Strong comparison (RFC 9110, 13.1.1): a weak tag never matches.
    expect(outcome(await change(`W/${etag}`))).toBe('412 PRECONDITION_FAILED');
    const changed = await change(etag);
    expect(changed.status).toBe(200);
    expect(outcome(await change(etag))).toBe('412 PRECONDITION_FAILED');
    if (!touch) expect(changed.headers.etag).toBe((await read()).headers.etag);
  });
});
