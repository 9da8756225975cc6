import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call, codeOf, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

describe.each(OPERATIONS.map((place) => [place.operation.operationId, place] as const))('%s', (id, { method, operation }) => {
  it('400: an unknown parameter', async () => {
    const app = await sharedApp();
    const { path, headers, body } = await sampleOf(app, id);
    const reply = await call(app, method, `${path}${path.includes('?') ? '&' : '?'}surprise=1`, { headers, body });
    expect(outcome(reply)).toBe('400 VALIDATION_ERROR');
    expect(reply.text).toContain('surprise');
    for (const name of ['constructor', '__proto__', 'toString']) {
      const odd = await call(app, method, `${path.split('?')[0]}?${name}=1`, { headers, body });
      expect(outcome(odd)).toBe('400 VALIDATION_ERROR');
      expect(odd.text).toContain(`"${name}"`);
    }
    const long = await call(app, method, `${path.split('?')[0]}?${'x'.repeat(5000)}=1`, { headers, body });
    expect(outcome(long)).toBe('400 VALIDATION_ERROR');
  });

  it('400: a malformed URL', async () => {
    const app = await sharedApp();
    const { path, headers } = await sampleOf(app, id);
    const [before = ''] = path.split('?');
    const reply = await call(app, method, `${before}/%zz`, { headers });
    expect(outcome(reply)).toBe('400 REQUEST_REJECTED');
  });

  if (!operation.requestBody) return;
  it('400: an unknown field, no object, no JSON, a field twice, too deep', async () => {
    const app = await sharedApp();
    const { path, headers, body } = await sampleOf(app, id);
    const send = (text: string) =>
      call(app, method, path, { headers: { ...headers, 'content-type': 'application/json' }, body: text });
    expect(outcome(await send(JSON.stringify({ ...body, surprise: 1 })))).toBe('400 VALIDATION_ERROR');
    expect(outcome(await send('[]'))).toBe('400 VALIDATION_ERROR');
    for (const text of [
      '{',
      '{"a":1,"a":2}',
      '{"__proto__":{}}',
      `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
      '{"a":"\\ud800"}',
    ]) {
      expect(codeOf(await send(text)), text).toBe('INVALID_JSON');
    }
  });
});
