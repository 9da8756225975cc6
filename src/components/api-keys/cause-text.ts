/** Why a request was refused, for the people of the hospital. The codes are the audit log's (src/server/doors/verdict.ts and beyond). */
const CAUSES: Readonly<Record<string, string>> = {
  credentials_missing: 'A credential was missing',
  header_doubled: 'A credential was sent twice',
  both_credentials: 'A key and a token were sent together',
  key_malformed: 'What was sent is not a key',
  key_unknown: 'No such key',
  key_revoked: 'The key is revoked',
  key_disabled: 'The key is disabled',
  key_expired: 'The key has expired',
  key_wrong_kind: 'A key of the wrong kind for this address',
  test_key_in_production: 'A test key, which production refuses',
  secret_wrong: 'Wrong secret',
  secret_overlap_ended: 'The old secret, after its overlap ended',
  token_wrong: 'Wrong hospital token',
  token_revoked: 'The hospital token was ended',
  token_expired: 'The hospital token has expired',
  jwt_invalid: 'An access token in place of the hospital token',
  jwt_expired: 'An expired access token',
  address_not_allowed: 'The caller’s address is not on the allowlist',
  frozen: 'Access of partners is frozen',
  not_for_api_keys: 'Not open to API keys',
  window_900: 'More requests than the tier allows in 15 minutes',
  window_3600: 'More requests than the tier allows in an hour',
  window_86400: 'More requests than the tier allows in a day',
  HTTPS_REQUIRED: 'Plain HTTP',
  RESOURCE_NOT_FOUND: 'Nothing there that this key may see',
  METHOD_NOT_ALLOWED: 'The address does not take this method',
  VALIDATION_ERROR: 'Input that is not valid',
  INVALID_JSON: 'A body that is not JSON',
  PAYLOAD_TOO_LARGE: 'A body that is too large',
  UNSUPPORTED_MEDIA_TYPE: 'A body that is not JSON',
  DUPLICATE_RESOURCE: 'It exists already',
  CONFLICT: 'In conflict with what is there',
  SLOT_TAKEN: 'The slot was taken',
  OUTSIDE_AVAILABILITY: 'Outside the doctor’s availability',
  INVALID_STATUS_TRANSITION: 'The status cannot change that way',
  PRECONDITION_FAILED: 'It was changed by somebody else meanwhile',
  IDEMPOTENCY_KEY_REUSED: 'An Idempotency-Key was used for another body',
  IDEMPOTENCY_IN_PROGRESS: 'The same request was still under way',
  REQUEST_REJECTED: 'Not a well-formed request',
  internal_error: 'A fault of the server',
  INTERNAL_ERROR: 'A fault of the server',
};

/** `permission_patients:read` */
const LACKING = 'permission_';

/** A cause in words; an unknown code as it is, which is still better than nothing. */
export function causeText(cause: string): string {
  if (cause.startsWith(LACKING)) return `The key lacks the permission ${cause.slice(LACKING.length)}`;
  return CAUSES[cause] ?? cause.replaceAll('_', ' ').toLowerCase();
}

/** Attempts that were refused before the path was looked at are logged under their surface: "(external)". */
export function routeText(route: string): string {
  if (route === '(external)') return '/api/external/…';
  return route === '(v1)' ? '/v1/…' : route;
}
