import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const withBody = OPERATIONS.filter(({ operation }) => operation.requestBody);

describe.each(withBody.map((place) => [place.operation.operationId, place] as const))('%s', (id, { method }) => {
  it('413: a body over 1 MiB, refused by its announced length', async () => {
    const app = await sharedApp();
    const { path, headers } = await sampleOf(app, id);
    const announced = { ...headers, 'content-type': 'application/json', 'content-length': '1048577' };
    expect(outcome(await call(app, method, path, { headers: announced }))).toBe('413 PAYLOAD_TOO_LARGE');
  });

  it('415: not JSON, another charset, compressed', async () => {
    const app = await sharedApp();
    const { path, headers, body } = await sampleOf(app, id);
    const text = JSON.stringify(body);
    const other: Record<string, string>[] = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/jsonx' },
      { 'content-type': 'application/json; charset=latin1' },
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      {},
    ];
    for (const extra of other) {
      const reply = await call(app, method, path, { headers: { ...headers, ...extra }, body: text });
      expect(outcome(reply), JSON.stringify(extra)).toBe('415 UNSUPPORTED_MEDIA_TYPE');
    }
  });
});

it('413: a body over 1 MiB that does not announce its length', async () => {
  const app = await sharedApp();
  const { path, headers } = await sampleOf(app, 'createPatient');
  const chunked = { ...headers, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  const body = Buffer.alloc(1_048_600, 0x20);
  expect(outcome(await call(app, 'POST', path, { headers: chunked, body }))).toBe('413 PAYLOAD_TOO_LARGE');
});

it('a body of exactly 1 MiB is read', async () => {
  const app = await sharedApp();
  const { path, headers, body } = await sampleOf(app, 'createPatient');
  const text = JSON.stringify(body).padEnd(1_048_576, ' ');
  expect(
    (await call(app, 'POST', path, { headers: { ...headers, 'content-type': 'application/json' }, body: text })).status,
  ).toBe(201);
});
