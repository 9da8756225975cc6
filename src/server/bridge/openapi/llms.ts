import { type DocumentConfig, SURFACE_DOCUMENTS } from './surfaces';

/** `/llms.txt` (llmstxt.org): where an agent finds what it needs to call us. */
export function llmsIndex({ publicUrl }: Pick<DocumentConfig, 'publicUrl'>): string {
  const documents = SURFACE_DOCUMENTS.map(({ title, path, base, prefix, description }) => {
    const [purpose = ''] = description.split('. ', 1);
    return `- [${title}](${publicUrl}${path}): OpenAPI 3.1 of ${publicUrl}${base}${prefix}. ${purpose}.`;
  });
  return `# Trilock

> The API door of a hospital: patients, appointments, doctors and calls for CRMs, partners and the hospital's own programs.

Every answer is JSON with \`X-Request-ID\` and rate-limit headers. Errors carry a \`code\`; each operation of a document lists its
own. On every POST send an \`Idempotency-Key\`: a repeat is then done once. Unknown fields are refused.

## Documents

${documents.join('\n')}

## Credentials

- External: three at once, \`x-api-key\`, \`x-api-secret\` and \`Authorization: Bearer <hospital token>\`. The token expires; renew it with \`POST ${publicUrl}/api/external/token\`.
- Hospital: \`Authorization: Bearer <access token>\` of an administrator, from \`POST ${publicUrl}/v1/auth/login\`.
- v1: \`X-API-Key: sk_…\`, or \`Authorization: Bearer\` with an access token or the same key.
- No credentials: the documents, this file, \`${publicUrl}/v1/health\`.

## Optional

- [Guides](${publicUrl}/docs)
`;
}
