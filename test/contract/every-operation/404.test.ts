import { describe, expect, it } from 'vitest';
import { newId } from '@/server/kernel/new-id';
import { sharedApp } from '../../support/app';
import { call, outcome } from '../support/call';
import { OPERATIONS, operationNamed } from '../support/openapi';
import { sampleOf } from '../support/samples';

const withParameters = OPERATIONS.filter(({ template }) => template.includes('{'));

describe.each(withParameters.map((place) => [place.operation.operationId, place] as const))(
  '%s',
  (id, { method, template }) => {
    const positions = template.split('/').flatMap((part, index) => (part.startsWith('{') ? [[part, index] as const] : []));

    it.each(positions)('404: no such %s, and nothing that can be one', async (_part, index) => {
      const app = await sharedApp();
      const { path, headers, body } = await sampleOf(app, id);
      for (const value of [newId(), 'x', '0', 'pat_0', "1'--", '%F0%9F%92%A9', 'a'.repeat(300)]) {
        const other = path
          .split('/')
          .map((part, place) => (place === index ? value : part))
          .join('/');
        const reply = await call(app, method, other, { headers, body });
        expect(outcome(reply), value).toBe('404 RESOURCE_NOT_FOUND');
      }
    });
  },
);

it.each(['doctor_id', 'branch_id'])('createPatient 404: no such %s', async (field) => {
  const app = await sharedApp();
  const { path, headers, body } = await sampleOf(app, 'createPatient');
  const reply = await call(app, 'POST', path, { headers, body: { ...body, [field]: newId() } });
  expect(outcome(reply)).toBe('404 RESOURCE_NOT_FOUND');
});

it.each(['/api/external/nothing', '/api/external', '/api/external/patients/', '/api/external//patients'])(
  '404: no such path %s',
  async (path) => {
    const app = await sharedApp();
    const { headers } = await sampleOf(app, operationNamed('getMe').operation.operationId);
    const reply = await call(app, 'GET', path, { headers });
    expect(reply.status).toBe(404);
  },
);
