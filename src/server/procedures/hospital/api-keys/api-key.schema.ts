import { z } from 'zod';
import { keyEnvironment, keyKind, permission, rateTier as rateTierSchema, role } from '@/server/procedures/schemas/enums';
import {
  hospitalToken,
  idOf,
  instant,
  instantInput,
  line,
  shownEmail,
  shownLine,
  uuid,
} from '@/server/procedures/schemas/fields';
import { presenter } from '@/server/procedures/schemas/present';
import { PERMISSIONS } from '@/shared/permissions';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

export const hospitalId = idOf('hospital').meta({ description: "The hospital's id.", example: EXAMPLE_ID });

/** The id, or for a partner key the key string (contract section 5). */
export const apiKeyId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[0-9A-Za-z_-]+$/, 'Must be the id of an API key, or a partner key itself.')
  .meta({ description: 'The id, or for a partner key the key itself.', example: EXAMPLE_ID });

const IP_OR_BLOCK = '^[0-9a-fA-F.:]+(?:/[0-9]{1,3})?$';

const limit = z.int().min(1).max(100_000_000).nullish();

export const rateLimits = z.strictObject({ per_15_minutes: limit, per_hour: limit, per_day: limit }).meta({
  id: 'RateLimits',
  description: 'Requests a window, for the tier `enterprise`; absent or null: unlimited.',
  example: { per_hour: 20_000 },
});

const name = line(100).meta({ description: 'A name for people; need not be unique.', example: 'Front desk CRM' });
const permissions = z
  .array(permission)
  .min(1, 'Choose at least one permission.')
  .max(PERMISSIONS.length)
  .refine((list) => new Set(list).size === list.length, 'Must not repeat a permission.')
  .meta({
    description: 'What the key may do; a permission implies others.',
    example: ['patients:read', 'appointments:write'],
    uniqueItems: true,
  });
const branchId = idOf('branch').meta({ description: 'Confines the key to this branch.', example: EXAMPLE_ID });
const expiresAt = instantInput().meta({
  description: 'In the future; from then on the key is refused.',
  example: '2027-11-21T00:00:00+05:30',
});
const allowedIps = z
  .array(z.string().min(1).max(64).meta({ pattern: IP_OR_BLOCK }))
  .max(100)
  .meta({
    description: 'Addresses and CIDR blocks, v4 and v6, from which it may be used; empty: any.',
    example: ['203.0.113.0/24'],
  });
const rateTier = rateTierSchema.meta({ example: 'basic' });

const shownKey = z
  .string()
  .max(128)
  .regex(/^[0-9A-Za-z_…]+$/u);

export const apiKeyRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    key: shownKey.meta({ description: 'Lock 1; of a server key prefix and last four characters.', example: 'nyra_2f9aXk…' }),
    name: shownLine(100).nullable().meta({ example: 'Front desk CRM' }),
    kind: keyKind.meta({ example: 'partner' }),
    is_active: z.boolean().meta({ example: true }),
    branch_id: uuid().nullable().meta({ example: null }),
    permissions: z
      .array(permission)
      .max(PERMISSIONS.length)
      .meta({ example: ['patients:read'] }),
    environment: keyEnvironment.meta({ example: 'live' }),
    expires_at: instant().nullable().meta({ example: null }),
    allowed_ips: z
      .array(z.string().max(64).meta({ pattern: IP_OR_BLOCK }))
      .max(100)
      .meta({ example: [] }),
    rate_tier: rateTier,
    rate_limits: rateLimits.nullable().meta({ example: null }),
    last_used_at: instant().nullable().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    updated_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'ApiKey', description: 'An API key; never a secret.' });

export const showApiKey = presenter(apiKeyRow);

export const apiKeyList = z.array(apiKeyRow).max(100_000).meta({ id: 'ApiKeyList', description: 'API keys, newest first.' });

/** The row with what is shown once. */
export const createdApiKey = apiKeyRow
  .extend({
    key: shownKey.meta({ description: 'Lock 1; of a server key the whole key, shown once.', example: 'nyra_2f9aXkQ0' }),
    secret: z
      .string()
      .max(68)
      .regex(/^TrLk[0-9A-Za-z+/]{64}$/)
      .optional()
      .meta({ description: 'Lock 2, shown once; not for a server key.', example: `TrLk${'c2VjcmV0'.repeat(8)}` }),
    token: hospitalToken()
      .optional()
      .meta({ description: 'Lock 3, shown once; not for a server key.', example: 'a1b2'.repeat(16) }),
    token_expires_at: instant().optional().meta({ example: '2026-11-22T10:15:00.000+05:30' }),
  })
  .meta({ id: 'ApiKeyCreated', description: 'An API key with what is shown this once.' });

export const rotatedApiKey = createdApiKey
  .extend({
    old_secret_expires_at: instant().nullable().meta({
      description: 'Until then the old secret works too; null: it ended at once.',
      example: '2026-11-22T10:15:00.000+05:30',
    }),
  })
  .meta({ id: 'ApiKeyRotated', description: 'An API key with its new secret and token, shown this once.' });

export const createApiKeyInput = z.strictObject({
  hospitalId,
  permissions,
  name: name.nullish(),
  kind: keyKind
    .default('partner')
    .meta({ description: '`partner`: three locks; `server`: one key for v1.', example: 'partner' }),
  branch_id: branchId.nullish(),
  environment: keyEnvironment.default('live').meta({ description: 'A test key does not work in production.', example: 'live' }),
  expires_at: expiresAt.nullish(),
  allowed_ips: allowedIps.nullish(),
  rate_tier: rateTier.nullish(),
  rate_limits: rateLimits.nullish(),
});

export const updateApiKeyInput = z.strictObject({
  hospitalId,
  apiKeyId,
  is_active: z.boolean().optional().meta({ example: false }),
  name: name.nullish(),
  permissions: permissions.optional(),
  branch_id: branchId.nullish(),
  expires_at: expiresAt.nullish(),
  allowed_ips: allowedIps.nullish(),
  rate_tier: rateTier.optional(),
  rate_limits: rateLimits.nullish(),
});

export const rotateApiKeyInput = z.strictObject({
  hospitalId,
  apiKeyId,
  overlap_seconds: z.int().min(0).max(604_800).default(86_400).meta({
    description: 'How long the old secret goes on working; 0 ends all older secrets and tokens at once.',
    example: 86_400,
  }),
});

export const newTokenInput = z.strictObject({
  hospitalId,
  apiKeyId,
  revoke_others: z.boolean().default(false).meta({ description: "Ends the key's other tokens at once.", example: false }),
});

export const newTokenOutput = z
  .object({
    token: hospitalToken().meta({ description: '64 hexadecimal characters; shown once.', example: 'a1b2'.repeat(16) }),
    token_expires_at: instant().meta({ example: '2026-11-22T10:15:00.000+05:30' }),
  })
  .meta({ id: 'HospitalToken', description: 'Lock 3, shown this once.' });

export const apiKeyReference = z.strictObject({ hospitalId, apiKeyId });

export const revokedApiKey = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    logins: z
      .array(
        z
          .object({
            id: uuid().meta({ example: EXAMPLE_ID }),
            email: shownEmail().meta({ example: 'asha.menon@example.com' }),
            role: role.meta({ example: 'patient' }),
          })
          .meta({ id: 'LoginMadeByKey' }),
      )
      .max(1_000_000)
      .meta({ description: 'Logins that the key had made; they work on until an administrator decides.', example: [] }),
  })
  .meta({ id: 'ApiKeyRevoked', description: 'The key that was revoked, and the logins that it had made.' });
