import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, type ErrorDetail } from '@/server/kernel/app-error';
import type { ErrorCode } from '@/server/kernel/error-codes';
import { toTypeId } from '@/server/kernel/typeid';
import { coerceQuery, queryFields } from './coerce-query';
import { entityTag, matchesAny, matchesNone } from './entity-tag';
import { errorBody } from './envelope';
import { rateHeaders } from './rate-headers';
import { allRoutes, everyRoute } from './routes';

describe('coerceQuery', () => {
  const fields = queryFields(
    z.strictObject({ limit: z.number().default(20), on: z.boolean().optional(), q: z.string().nullish() }).shape,
  );
  it('reads numbers and booleans where the schema has them, and nothing else', () => {
    expect(coerceQuery(new URLSearchParams('limit=7&on=false&q=7'), fields)).toEqual({ limit: 7, on: false, q: '7' });
  });

  it.each([Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])('reads %d, the bound of whole numbers', (limit) => {
    expect(coerceQuery(new URLSearchParams({ limit: String(limit) }), fields)).toEqual({ limit });
  });
  it.each(['limit=abc', 'limit=', 'limit=0x10', 'limit=1e3', 'limit=Infinity', 'on=yes', 'on=1'])(
    'leaves %s for the schema to refuse',
    (query) => {
      const [name, text] = query.split('=');
      expect(coerceQuery(new URLSearchParams(query), fields)).toEqual({ [name as string]: text });
    },
  );
  it('refuses a parameter given twice, naming it', () => {
    expect(() => coerceQuery(new URLSearchParams('q=a&q=b'), fields)).toThrow(
      expect.objectContaining({ details: [{ path: 'q', message: 'Must not be given twice.' }] }),
    );
  });
  it.each(['q=%ed%a0%80', 'q=a%ff', '%ff=a'])('refuses %s, which is no Unicode', (query) => {
    expect(() => coerceQuery(new URLSearchParams(query), fields)).toThrow(
      expect.objectContaining({ details: [expect.objectContaining({ message: 'Must be well-formed Unicode.' })] }),
    );
  });
  it('takes __proto__ for a name like any other', () => {
    const input = coerceQuery(new URLSearchParams('__proto__=x'), fields);
    expect(Object.keys(input)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('RouteTable', () => {
  const table = allRoutes();
  it('finds an operation with its parameters', () => {
    const match = table.match('GET', ['api', 'external', 'patients', '7']);
    expect(match.route?.meta.audit.action).toBe('patient.read');
    expect(match.route && 'parameters' in match ? match.parameters : null).toEqual({ id: '7' });
  });
  it('answers HEAD where there is GET', () => expect(table.match('HEAD', ['v1', 'health']).route?.method).toBe('GET'));
  it('names the methods of a path', () => {
    expect(table.match('DELETE', ['api', 'external', 'patients'])).toEqual({ route: null, allowed: ['GET', 'HEAD', 'POST'] });
  });
  it('means by a fixed segment no parameter, whatever the method', () => {
    const me = ['v1', 'appointments', 'me'];
    expect(table.match('GET', me).route?.template).toBe('/v1/appointments/me');
    expect(table.match('DELETE', me)).toEqual({ route: null, allowed: ['GET', 'HEAD'] });
  });
  it.each([
    ['api', 'external', 'Patients'],
    ['api', 'external', 'patients', ''],
    ['api', 'external'],
    ['v1', 'auth', 'login', 'x'],
  ])('knows no /%s/%s/%s', (...segments) => {
    expect(
      table.match(
        'GET',
        segments.filter((part) => part !== undefined),
      ),
    ).toEqual({ route: null, allowed: [] });
  });
});

describe('every operation', () => {
  it.each(everyRoute().map((route) => [`${route.method} ${route.template}`, route] as const))(
    '%s says who may call it, what is logged and what it is',
    (_, { meta, surface }) => {
      const { access } = meta;
      expect(access.public ?? access.permission ?? access.roles ?? access.people).toBeTruthy();
      if (surface === 'external') expect(access.permission).toBeTruthy();
      expect(meta.audit.action).toMatch(/^[a-z_]+\.[a-z_]+$/);
      expect(meta.rateClass).toBeTruthy();
      expect(meta.openapi?.operationId && meta.openapi.summary && meta.openapi.description).toBeTruthy();
    },
  );
});

describe('entity tags', () => {
  const tag = entityTag({ a: 1 });
  it('differ with what is shown', () => expect(entityTag({ a: 2 })).not.toBe(tag));
  it('match weakly for If-None-Match, strongly for If-Match', () => {
    expect(matchesNone(`"x", W/${tag}`, tag)).toBe(false);
    expect(matchesAny(`W/${tag}`, tag)).toBe(false);
    expect(matchesAny(`"x", ${tag}`, tag)).toBe(true);
    expect(matchesAny('*', tag)).toBe(true);
  });
});

describe('errorBody', () => {
  const error = new AppError('VALIDATION_ERROR', {
    details: [{ path: 'name', message: 'Is required.' }],
    auditCause: 'internal detail',
  });
  it('has the External envelope', () => {
    expect(JSON.parse(errorBody({ surface: 'external', language: 'es' }, error, 'req_1', new Date(0)))).toEqual({
      success: false,
      error: 'Bad Request',
      message: 'The request is not valid.',
      code: 'VALIDATION_ERROR',
      request_id: 'req_1',
      details: [{ path: 'name', message: 'Is required.' }],
    });
  });
  it('has the v1 envelope', () => {
    expect(JSON.parse(errorBody({ surface: 'v1', language: 'en' }, error, 'req_1', new Date(0)))).toEqual({
      success: false,
      error: {
        code: 'VALIDATION_ERROR',
        message: 'The request is not valid.',
        details: { name: 'Is required.' },
        timestamp: '1970-01-01T00:00:00.000Z',
        requestId: 'req_1',
      },
    });
  });

  const v1Error = (code: ErrorCode, details: ErrorDetail[], message?: string) => {
    const options = { details, ...(message !== undefined && { message }) };
    const text = errorBody({ surface: 'v1', language: 'es' }, new AppError(code, options), 'req_1', new Date(0));
    return (JSON.parse(text) as { error: Record<string, unknown> }).error;
  };
  it('speaks Spanish on v1, with the same code and the values kept', () => {
    expect(v1Error('VALIDATION_ERROR', [{ path: 'name', message: 'Must have at most 200 characters.' }])).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'La solicitud no es válida.',
      details: { name: 'Debe tener como máximo 200 caracteres.' },
    });
    expect(v1Error('RESOURCE_NOT_FOUND', [], 'Doctor not found.').message).toBe('No se encontró el médico.');
  });
  it("names the domain's fields and ids as v1 does, and unknown ones as they were sent", () => {
    const id = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';
    const details: ErrorDetail[] = [
      { path: 'license_number', message: 'Is required.', id, kind: 'doctor' },
      { path: 'appointment_time', message: 'Is required.' },
      { path: 'doctor_id', message: 'Unknown field.' },
    ];
    expect(v1Error('DUPLICATE_RESOURCE', details).details).toEqual({
      licenseNumber: 'Es obligatorio.',
      dateTime: 'Es obligatorio.',
      doctor_id: 'Campo desconocido.',
      id: toTypeId('doctor', id),
    });
    const external = errorBody(
      { surface: 'external', language: 'es' },
      new AppError('CONFLICT', { details }),
      'r',
      new Date(0),
    );
    expect(JSON.parse(external).details[0]).toEqual({ path: 'license_number', message: 'Is required.', id });
  });
});

describe('rateHeaders', () => {
  it('shows one window in the X- headers and all in the policy', () => {
    const quarter = { limit: 100, remaining: 9, resetAt: 900_000, windowSeconds: 900 };
    const hour = { limit: 300, remaining: 200, resetAt: 3_600_000, windowSeconds: 3600 };
    expect(rateHeaders({ nearest: quarter, windows: [quarter, hour] }, 1)).toMatchObject({
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': '9',
      'X-RateLimit-Reset': '900',
      'X-RateLimit-Window': '900',
      RateLimit: '"quarter";r=9;t=900',
      'RateLimit-Policy': '"quarter";q=100;w=900, "hour";q=300;w=3600',
    });
  });
});
