import { describe, expect, it } from 'vitest';
import { sentCookie } from './cookies';
import { isSameOrigin } from './same-origin';

const OURS = 'https://hospital.example';
const JSON_BODY = ['Content-Type', 'application/json; charset=utf-8'];
const post = (...headers: string[]) => isSameOrigin('POST', headers, OURS);

describe('isSameOrigin', () => {
  it('asks nothing of GET and HEAD', () => {
    expect(isSameOrigin('GET', ['Sec-Fetch-Site', 'cross-site'], OURS)).toBe(true);
    expect(isSameOrigin('HEAD', [], OURS)).toBe(true);
  });

  it('takes JSON from our own page', () => {
    expect(post(...JSON_BODY, 'Sec-Fetch-Site', 'same-origin')).toBe(true);
    expect(post(...JSON_BODY, 'Origin', OURS)).toBe(true);
  });

  it.each([
    ['another site', [...JSON_BODY, 'Sec-Fetch-Site', 'cross-site']],
    ['a neighbour, though its Origin looks right', [...JSON_BODY, 'Sec-Fetch-Site', 'same-site', 'Origin', OURS]],
    ['an address bar', [...JSON_BODY, 'Sec-Fetch-Site', 'none']],
    ['another origin', [...JSON_BODY, 'Origin', 'https://evil.example']],
    ['no origin at all', JSON_BODY],
    ['a form', ['Content-Type', 'text/plain', 'Sec-Fetch-Site', 'same-origin']],
    ['a type that only begins like JSON', ['Content-Type', 'application/jsonp', 'Sec-Fetch-Site', 'same-origin']],
    ['no type', ['Sec-Fetch-Site', 'same-origin']],
    ['two stories', [...JSON_BODY, 'Sec-Fetch-Site', 'same-origin', 'sec-fetch-site', 'cross-site']],
  ])('refuses %s', (_, headers) => {
    expect(post(...headers)).toBe(false);
    expect(isSameOrigin('DELETE', headers, OURS)).toBe(false);
  });
});

describe('sentCookie', () => {
  it('finds one by its whole name and tells a repeated one', () => {
    expect(sentCookie(['Cookie', 'xs=1; s=a.b=; t=2'], 's')).toEqual({ value: 'a.b=', repeated: false });
    expect(sentCookie(['Cookie', 's=1; s=2'], 's')).toEqual({ value: '1', repeated: true });
    expect(sentCookie(['Cookie', 's=1', 'cookie', 's=1'], 's').repeated).toBe(true);
    expect(sentCookie(['Cookie', 's='], 's').value).toBe(null);
    expect(sentCookie(['X-Cookie', 's=1'], 's').value).toBe(null);
  });
});
