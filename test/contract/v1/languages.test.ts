import { describe, expect, it } from 'vitest';
import { SPANISH_ERRORS } from '@/server/kernel/messages/spanish';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { send } from '../../support/http';
import { call, codeOf } from '../support/call';
import { sampleOf } from '../support/samples';

type V1Error = { code: keyof typeof SPANISH_ERRORS; message: string; details?: Record<string, string> };
const errorOf = (reply: { body: unknown }) => (reply.body as { error: V1Error }).error;

describe('the language of errors on v1', () => {
  it.each([
    [{}, 'en', 'Authentication is required.'],
    [{ 'accept-language': 'es' }, 'es', 'Se requiere autenticación.'],
    [{ 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' }, 'es', 'Se requiere autenticación.'],
    [{ 'accept-language': 'en;q=0.4, es;q=0.6' }, 'es', 'Se requiere autenticación.'],
    [{ 'accept-language': 'fr' }, 'en', 'Authentication is required.'],
    [{ 'accept-language': ';;;q=x,' }, 'en', 'Authentication is required.'],
  ])('%j: %s', async (headers, language, message) => {
    const reply = await call(await sharedApp(), 'GET', '/v1/auth/verify', { headers: headers as Record<string, string> });
    expect([reply.headers['content-language'], reply.headers.vary, codeOf(reply), errorOf(reply).message]).toEqual([
      language,
      'Accept-Language',
      'UNAUTHORIZED',
      message,
    ]);
  });

  it('details too, with fields and values as they are', async () => {
    const app = await sharedApp();
    const { body } = await sampleOf(app, 'login');
    const headers = { 'accept-language': 'es' };
    const bad = { ...body, email: 'x', role: 'root', surprise: 1 };
    const { code, message, details } = errorOf(await call(app, 'POST', '/v1/auth/login', { headers, body: bad }));
    expect([code, message]).toEqual(['VALIDATION_ERROR', 'La solicitud no es válida.']);
    expect(details).toEqual({
      email: 'Debe ser una dirección de correo electrónico.',
      role: 'Debe ser uno de estos valores: super_admin, admin, receptionist, doctor, patient.',
      surprise: 'Campo desconocido.',
    });
  });

  it('a refusal of every layer: edge, door, route, body, rule', async () => {
    const app = await sharedApp();
    const { headers } = await (await newTenant(app)).serverKey();
    const es = { 'accept-language': 'es', ...headers };
    const replies = await Promise.all([
      call(app, 'GET', '/v1/auth/verify/%zz', { headers: es }),
      call(app, 'GET', '/v1/auth/verify', { headers: { 'accept-language': 'es', 'x-api-key': 'sk_live_x' } }),
      call(app, 'GET', '/v1/nothing', { headers: es }),
      call(app, 'DELETE', '/v1/auth/verify', { headers: es }),
      call(app, 'POST', '/v1/auth/login', { headers: { 'accept-language': 'es' }, body: '{' }),
      call(app, 'POST', '/v1/auth/refresh', { headers: { 'accept-language': 'es' }, body: { refreshToken: 'rt_x' } }),
    ]);
    expect(replies.map((reply) => [reply.status, reply.headers['content-language']])).toEqual(
      [400, 401, 404, 405, 415, 401].map((status) => [status, 'es']),
    );
    expect(replies.map((reply) => errorOf(reply).message)).toEqual([
      'La URL no es válida.',
      'Clave de API no válida.',
      SPANISH_ERRORS.RESOURCE_NOT_FOUND,
      SPANISH_ERRORS.METHOD_NOT_ALLOWED,
      SPANISH_ERRORS.UNSUPPORTED_MEDIA_TYPE,
      'El token de actualización no es válido.',
    ]);
  });

  it('a success is in no language, and the other surfaces keep the texts of the contract', async () => {
    const app = await sharedApp();
    const health = await call(app, 'GET', '/v1/health', { headers: { 'accept-language': 'es' } });
    expect([health.status, health.headers['content-language']]).toEqual([200, undefined]);
    const external = await send(app, 'GET', '/api/external/patients', { headers: { 'accept-language': 'es' } });
    expect(external.body).toMatchObject({ error: 'Unauthorized', message: 'Invalid API credentials' });
    expect([external.headers['content-language'], external.headers.vary]).toEqual([undefined, undefined]);
  });
});
