import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { asResult, isSignedOut, toFailure } from './failure';

type Data = { code: string; httpStatus: number; requestId: string | null; details: { path: string; message: string }[] | null };

function refusal(data: Partial<Data>, message = 'No.') {
  const full = { code: 'VALIDATION_ERROR', httpStatus: 400, requestId: 'req_1', details: null, ...data };
  return TRPCClientError.from({ error: { message, code: -32600, data: full } });
}

/** An answer of the door, before tRPC: the envelope, which tRPC's client cannot read. */
function doorAnswer(status: number) {
  return TRPCClientError.from(new Error('Unable to transform response from server'), { meta: { response: { status } } });
}

describe('toFailure', () => {
  it('carries sentence, request id and messages at fields, the first of a list’s at the list', () => {
    const details = [
      { path: 'allowed_ips.0', message: 'Not an address.' },
      { path: 'allowed_ips.2', message: 'Neither.' },
      { path: 'name', message: 'Too long.' },
    ];
    expect(toFailure(refusal({ details }, 'Some fields are not valid.'))).toEqual({
      ok: false,
      message: 'Some fields are not valid.',
      requestId: 'req_1',
      fields: { allowed_ips: 'Not an address.', name: 'Too long.' },
    });
  });

  it('leaves out what there is not', () => {
    expect(toFailure(refusal({ requestId: null }))).toEqual({ ok: false, message: 'No.' });
  });

  it.each([
    ['a procedure', refusal({ code: 'UNAUTHORIZED', httpStatus: 401 })],
    ['the door', doorAnswer(401)],
  ])('knows an ended session from %s', (_, error) => {
    expect(isSignedOut(error)).toBe(true);
    expect(toFailure(error)?.message).toContain('session has ended');
  });

  it('knows too many requests', () => expect(toFailure(doorAnswer(429))?.message).toContain('Too many requests'));

  it.each([new TypeError('fetch failed'), doorAnswer(502), TRPCClientError.from(new Error('network'))])(
    'is null for a lost connection',
    (error) => {
      expect(toFailure(error)).toBeNull();
      expect(isSignedOut(error)).toBe(false);
    },
  );
});

describe('asResult', () => {
  it('gives a value, a refusal as a value, and throws a lost connection', async () => {
    await expect(asResult(Promise.resolve(7))).resolves.toEqual({ ok: true, value: 7 });
    await expect(asResult(Promise.reject(refusal({})))).resolves.toMatchObject({ ok: false, message: 'No.' });
    await expect(asResult(Promise.reject(new TypeError('fetch failed')))).rejects.toThrow(TypeError);
  });
});
