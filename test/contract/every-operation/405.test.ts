import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { call, outcome } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const templates = [...new Set(OPERATIONS.map(({ template }) => template))];

describe.each(templates)('%s', (template) => {
  const places = OPERATIONS.filter((place) => place.template === template);
  const methods = places.map(({ method }) => method);

  it('405: any other method, with Allow naming those that there are', async () => {
    const app = await sharedApp();
    const [place] = places;
    const { path, headers } = await sampleOf(app, place?.operation.operationId ?? '');
    // A public operation has no credentials to send; to others a stranger is told nothing, so a key asks.
    const known = Object.keys(headers).length > 0 ? headers : (await (await newTenant(app)).serverKey()).headers;
    for (const method of METHODS.filter((each) => !methods.includes(each))) {
      const reply = await call(app, method, path.split('?')[0] ?? '', { headers: known });
      expect(outcome(reply)).toBe('405 METHOD_NOT_ALLOWED');
      expect(reply.headers.allow?.split(', ').sort()).toEqual(
        [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort(),
      );
    }
  });
});

it('a stranger is not told which methods there are', async () => {
  const app = await sharedApp();
  expect(outcome(await call(app, 'DELETE', '/api/external/patients'))).toBe('401 UNAUTHORIZED');
});
