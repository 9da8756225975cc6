import type { RouteMeta } from '@/server/procedures/meta';
import { PLAIN_SESSION_COOKIE, SECURE_SESSION_COOKIE } from '@/shared/session-cookie';
import type { AnyRouter } from '../route-table';
import { SURFACES } from '../routes';
import type { JsonObject } from './json';

/** What the documents need to know of the deployment. */
export type DocumentConfig = { publicUrl: string; version: string; appEnv: 'development' | 'staging' | 'production' };

/** One published API. */
export type SurfaceDocument = {
  surface: 'external' | 'hospital' | 'v1';
  /** Where the document is served. */
  path: string;
  /** Under PUBLIC_URL; a server of OpenAPI and a path are joined as they are, so this and `prefix` never end in a slash. */
  base: string;
  prefix: string;
  router: AnyRouter;
  title: string;
  description: string;
  tags: Readonly<Record<string, string>>;
  securitySchemes: (config: DocumentConfig) => JsonObject;
  /** The credentials of an operation, as alternatives of joint schemes. */
  security: (access: RouteMeta['access']) => JsonObject[];
  /** May pages of any origin read its answers (contract section 1, rule 11)? */
  openToOrigins: boolean;
};

const [external, hospital, v1] = SURFACES;

const REFUSED_EARLY =
  'What is refused before it can be read (a malformed URL or header, a URL over 8 KiB, headers over 32 KiB, a request that takes ' +
  'over 30 s) answers 400, 408, 414 or 431 with the code `REQUEST_REJECTED`, and the connection closes.';

const ACCESS_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'The `accessToken` of `POST /v1/auth/login`: HS256 only, checked as RFC8725 says, good for one hour.',
};

/** The three published APIs. A tag that a procedure uses and that is not described here fails the build of the document. */
export const SURFACE_DOCUMENTS: readonly SurfaceDocument[] = [
  {
    surface: 'external',
    path: `${external.base}/openapi.json`,
    base: external.base,
    prefix: '',
    router: external.router,
    title: 'Trilock External API',
    description: `For CRMs and partners. Every request carries three credentials at once: key, secret and hospital token. JSON in snake_case, ids as UUID (a TypeID such as \`pat_…\` is accepted too), instants with the offset of the branch's zone. ${REFUSED_EARLY}`,
    tags: {
      Calls: 'Calls of the voice agents: recorded as they happen, with what was said.',
      Key: 'The caller itself: what its key may do, what it has done, and the renewal of its token.',
      Events: 'What happens in the hospital, live over Socket.IO.',
      Patients: 'The people whom the hospital treats.',
      Appointments: 'Who meets which doctor, and when. A doctor is never booked twice at once.',
      Doctors: 'The people who treat them.',
      Availability: 'When doctors work, and which slots are free.',
      Branches: 'Where the hospital is.',
    },
    securitySchemes: () => ({
      ApiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'Lock 1: the key, an identifier.' },
      ApiSecret: { type: 'apiKey', in: 'header', name: 'x-api-secret', description: 'Lock 2: the secret of the key.' },
      HospitalToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: '64 hexadecimal characters',
        description: "Lock 3: the key's hospital token. It expires; `POST /token` renews it.",
      },
    }),
    // One requirement object: all three together. As alternatives any one would do.
    security: () => [{ ApiKey: [], ApiSecret: [], HospitalToken: [] }],
    openToOrigins: false,
  },
  {
    surface: 'hospital',
    path: `${hospital.base}/openapi.json`,
    // Not /api/hospitals: its root would then be the path "/", and so a URL with a trailing slash, which is another one.
    base: '/api',
    prefix: '/hospitals',
    router: hospital.router,
    title: 'Trilock Hospital API',
    description: `For the programs of a hospital's administrators. JSON in snake_case, ids as UUID (a TypeID such as \`hos_…\` is accepted too). ${REFUSED_EARLY}`,
    tags: {
      'API keys': 'The keys of partners and servers: made, changed, rotated and revoked here.',
      Calls: "What the hospital's voice platform records: a call, its end, and what was said.",
      'Audit log': 'What was asked of the hospital, by whom, and with which outcome.',
      Hospitals: 'The hospitals that the caller administers.',
    },
    securitySchemes: ({ publicUrl }) => ({
      AccessToken: ACCESS_TOKEN,
      Session: {
        type: 'apiKey',
        in: 'cookie',
        name: publicUrl.startsWith('https:') ? SECURE_SESSION_COOKIE : PLAIN_SESSION_COOKIE,
        description:
          'The session of a browser. Other than GET and HEAD it needs `Content-Type: application/json` and ' +
          '`Sec-Fetch-Site: same-origin`. An `Authorization` header hides it.',
      },
    }),
    security: () => [{ AccessToken: [] }, { Session: [] }],
    openToOrigins: false,
  },
  {
    surface: 'v1',
    path: `${v1.base}/openapi.json`,
    base: v1.base,
    prefix: '',
    router: v1.router,
    title: 'Trilock v1 API',
    description: `For servers and user-facing apps. JSON in camelCase, ids as TypeID (\`pat_…\`; the UUID of the other surfaces is accepted too), instants in UTC. With an API key its permissions decide; with an access token the person's role, noted at each operation: \`own\` and \`assigned\` are the person's own records and those of a doctor's patients, any other record is 404. Errors are in English or Spanish, by \`Accept-Language\`. ${REFUSED_EARLY}`,
    tags: {
      Appointments: 'Who is with whom, when.',
      Authentication: 'Logins of people, and whose a credential is.',
      Doctors: 'Who treats.',
      Patients: 'The people whom the hospital treats.',
      Schedules: 'When doctors work, week by week.',
      Service: 'Is the service there?',
    },
    securitySchemes: () => ({
      ServerKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A server key: `sk_live_…` or `sk_test_…`.' },
      Bearer: { ...ACCESS_TOKEN, description: `${ACCESS_TOKEN.description} A server key is accepted here too.` },
    }),
    security: ({ permission }) => (permission === undefined ? [{ Bearer: [] }] : [{ ServerKey: [] }, { Bearer: [] }]),
    openToOrigins: true,
  },
];
