import { z } from 'zod';
import { PERMISSIONS } from '@/shared/permissions';
import { RATE_TIERS } from '@/shared/rate-tiers';
import { ROLES } from '@/shared/roles';

/** Enumerations that many operations share: one schema each, so that a generated client has one type each. */

export const permission = z.enum(PERMISSIONS).meta({ id: 'Permission', description: 'What an API key may do.' });

export const rateTier = z.enum(RATE_TIERS).meta({ id: 'RateTier', description: 'How many requests a key may make.' });

export const role = z.enum(ROLES).meta({ id: 'Role', description: 'What a person can be.' });

export const gender = z.enum(['MALE', 'FEMALE', 'OTHER', 'UNKNOWN']).meta({ id: 'Gender' });

export const activeStatus = z.enum(['ACTIVE', 'INACTIVE']).meta({ id: 'ActiveStatus' });

export const keyKind = z
  .enum(['partner', 'server'])
  .meta({ id: 'ApiKeyKind', description: '`partner`: three locks; `server`: one key for v1.' });

export const keyEnvironment = z
  .enum(['live', 'test'])
  .meta({ id: 'Environment', description: 'A test key does not work in production.' });
