import type { JsonObject } from './json';

const integer = (maximum: number, description: string, example: number): JsonObject => ({
  description,
  required: true,
  schema: { type: 'integer', format: maximum > 2_147_483_647 ? 'int64' : 'int32', minimum: 0, maximum, examples: [example] },
});

const text = (pattern: string, maxLength: number, description: string, example: string): JsonObject => ({
  description,
  required: true,
  schema: { type: 'string', pattern, maxLength, examples: [example] },
});

const optional = (header: JsonObject): JsonObject => ({ ...header, required: false });

const REQUEST_ID = '^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|req_[0-9A-Za-z]{16,64})$';
export const ENTITY_TAG = '^"[0-9A-Za-z_-]{22}"$';

/** Every header that an answer may carry, by name (contract section 4). */
export const HEADERS: Readonly<Record<string, JsonObject>> = {
  'X-Request-ID': text(
    REQUEST_ID,
    68,
    'The id of the request: the one that was sent, else ours.',
    'req_0123456789abcdefghijABCDEF',
  ),
  'Cache-Control': text('^no-store$', 8, 'Health data and credentials are never kept by a cache.', 'no-store'),
  'X-RateLimit-Limit': integer(
    999_999_999,
    'Requests in the window that is nearest to running out; 999999999: unlimited.',
    500,
  ),
  'X-RateLimit-Remaining': integer(999_999_999, 'Requests left in it.', 499),
  'X-RateLimit-Reset': integer(9_999_999_999, 'When it ends, in Unix seconds.', 1_795_344_300),
  'X-RateLimit-Window': integer(86_400, 'How long it is, in seconds.', 900),
  RateLimit: text(
    '^"[a-z]+";r=[0-9]+;t=[0-9]+$',
    64,
    'The same window by the IETF draft: requests left, seconds to its end.',
    '"quarter";r=499;t=900',
  ),
  'RateLimit-Policy': text(
    '^"[a-z]+";q=[0-9]+;w=[0-9]+(?:, "[a-z]+";q=[0-9]+;w=[0-9]+)*$',
    256,
    'Every window by the IETF draft: requests, seconds.',
    '"quarter";q=500;w=900, "hour";q=1500;w=3600, "day";q=10000;w=86400',
  ),
  'Retry-After': integer(86_400, 'Seconds after which to try again.', 30),
  ETag: text(ENTITY_TAG, 24, 'The tag of this representation, for `If-None-Match` and `If-Match`.', '"x7Kp2mQvx7Kp2mQvx7Kp2m"'),
  'Idempotent-Replayed': optional(
    text('^true$', 4, 'This is the first answer to the same `Idempotency-Key`, given again.', 'true'),
  ),
  'Content-Disposition': optional(
    text(
      '^attachment; filename="[a-z0-9.-]+"$',
      128,
      'Of a file: to be saved under this name.',
      'attachment; filename="audit-log.csv"',
    ),
  ),
  Allow: text('^[A-Z]+(?:, [A-Z]+)*$', 64, 'The methods that the path has.', 'GET, HEAD'),
  'WWW-Authenticate': text('^Bearer$', 6, 'The scheme of the credentials.', 'Bearer'),
  'Content-Language': text('^(?:en|es)$', 2, 'The language of the sentences; the codes are the same in every one.', 'en'),
  Vary: text('^Accept-Language$', 15, 'What the answer depends on beside the URL.', 'Accept-Language'),
  'Access-Control-Allow-Origin': text(
    '^\\*$',
    1,
    'Pages of any origin may read the answer; credentials are never sent along.',
    '*',
  ),
  'Access-Control-Expose-Headers': text(
    '^[A-Za-z-]+(?:, [A-Za-z-]+)*$',
    256,
    'What such pages may read of the headers.',
    'X-Request-ID',
  ),
};

const COMMON = [
  'X-Request-ID',
  'Cache-Control',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-RateLimit-Window',
  'RateLimit',
  'RateLimit-Policy',
];

/** The headers of an answer, as references. */
export function headersOf(openToOrigins: boolean, ...more: string[]): JsonObject {
  const cors = openToOrigins ? ['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers'] : [];
  return Object.fromEntries([...COMMON, ...more, ...cors].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const REQUEST_ID_PARAMETER = {
  name: 'X-Request-ID',
  in: 'header',
  required: false,
  description: 'An id of your own for the request, a UUID or `req_…`; the answer carries it. Any other form is ignored.',
  schema: { type: 'string', maxLength: 68, pattern: REQUEST_ID, examples: ['req_0123456789abcdefghijABCDEF'] },
};

/** Headers that a request may carry, by name of the component. */
export const REQUEST_HEADERS: Readonly<Record<string, JsonObject>> = {
  RequestId: REQUEST_ID_PARAMETER,
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'The language of errors: English, or Spanish (`es`, `es-MX` …). Codes and field names stay as they are.',
    schema: { type: 'string', maxLength: 1000, pattern: '^[A-Za-z0-9*;=., -]*$', examples: ['es-MX,es;q=0.9'] },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'A key of your own for this request. A repeat within 24 h gets the first answer again (one that holds a credential: within ' +
      '10 minutes) and nothing is done twice.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      pattern: '^[!-~]+$',
      examples: ['b2f1c6de-7a0e-4f57-9d4c-0c9a4c1c9f11'],
    },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'Do it only if the resource still has this `ETag`; else 412.',
    schema: { type: 'string', maxLength: 1024, pattern: '^.+$', examples: ['"x7Kp2mQvx7Kp2mQvx7Kp2m"'] },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'Answer 304, without a body, if the resource still has this `ETag`.',
    schema: { type: 'string', maxLength: 1024, pattern: '^.+$', examples: ['"x7Kp2mQvx7Kp2mQvx7Kp2m"'] },
  },
};
