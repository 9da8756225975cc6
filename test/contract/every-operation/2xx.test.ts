import { describe, expect, it } from 'vitest';
import { sharedApp } from '../../support/app';
import { call } from '../support/call';
import { OPERATIONS } from '../support/openapi';
import { sampleOf } from '../support/samples';

describe.each(OPERATIONS.map(({ method, operation }) => [operation.operationId, method, operation] as const))(
  '%s',
  (id, method, operation) => {
    const success = Number(Object.keys(operation.responses).find((status) => status.startsWith('2')));

    it(`${success}: a good call`, async () => {
      const app = await sharedApp();
      const { path, headers, body } = await sampleOf(app, id);
      const reply = await call(app, method, path, { headers, body });
      expect(reply.status).toBe(success);
      expect(reply.headers['cache-control']).toBe('no-store');
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    });

    it("its answer carries the caller's request id, if that is one", async () => {
      const app = await sharedApp();
      const { path, headers } = await sampleOf(app, id);
      const own = 'req_0123456789abcdefXYZ';
      const withId = (value: string) => call(app, method, path, { headers: { ...headers, 'x-request-id': value } });
      expect((await withId(own)).headers['x-request-id']).toBe(own);
      expect((await withId('req_<script>')).headers['x-request-id']).toMatch(/^req_[0-9A-Za-z]{26}$/);
    });
  },
);
