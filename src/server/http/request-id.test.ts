import { describe, expect, it } from 'vitest';
import { acceptedRequestId, newRequestId } from './request-id';

describe('acceptedRequestId', () => {
  it.each([
    '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57',
    '019AA6F0-5B7C-7D10-9C3E-2F6A1B8D4E57',
    'req_0123456789abcdEF',
    `req_${'a'.repeat(64)}`,
  ])('accepts %s', (id) => expect(acceptedRequestId(id)).toBe(id));

  it.each([
    undefined,
    '',
    'req_0123456789abcde',
    `req_${'a'.repeat(65)}`,
    'REQ_0123456789abcdef',
    'req_0123456789abcde-',
    '019aa6f05b7c7d109c3e2f6a1b8d4e57',
    '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e5g',
    'req_0123456789abcdef, req_0123456789abcdef',
    'req_0123456789abcdef\n',
  ])('does not accept %j', (id) => expect(acceptedRequestId(id)).toBeNull());
});

describe('newRequestId', () => {
  it('is of an accepted form, and another each time', () => {
    const ids = Array.from({ length: 1000 }, newRequestId);
    expect(ids.every((id) => acceptedRequestId(id) === id)).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });
});
