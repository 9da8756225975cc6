import { z } from 'zod';
import { permission, rateTier } from '@/server/procedures/schemas/enums';
import { hospitalToken, instant, shownLine, timeZone, uuid } from '@/server/procedures/schemas/fields';
import { PERMISSIONS } from '@/shared/permissions';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

/** What a CRM shows on its "connected" page (contract section 6, GET /me). */
export const meOutput = z
  .object({
    name: shownLine(100).nullable().meta({ example: 'Front desk CRM' }),
    hospital: z
      .object({
        id: uuid().meta({ example: EXAMPLE_ID }),
        name: shownLine(200).meta({ example: 'Lotus Hospital' }),
        timezone: timeZone().meta({ example: 'Asia/Kolkata' }),
      })
      .meta({ id: 'HospitalSummary' }),
    permissions: z
      .array(permission)
      .max(PERMISSIONS.length)
      .meta({ example: ['patients:read'] }),
    branch_id: uuid().nullable().meta({ description: 'The branch that the key is locked to.', example: null }),
    rate_tier: rateTier.meta({ example: 'basic' }),
    token_expires_at: instant().meta({ example: '2026-11-22T10:15:00.000+05:30' }),
    renewable_until: instant().meta({
      description: 'Until then `POST /token` gives a new token; after it an admin must.',
      example: '2027-02-19T10:15:00.000+05:30',
    }),
  })
  .meta({ id: 'Me', description: 'The caller: its key, hospital and token.' });

export const tokenOutput = z
  .object({
    token: hospitalToken().meta({ description: '64 hexadecimal characters; shown once.', example: 'a1b2'.repeat(16) }),
    token_expires_at: instant().meta({ example: '2026-11-22T10:15:00.000+05:30' }),
    renewable_until: instant().meta({ example: '2027-02-19T10:15:00.000+05:30' }),
  })
  .meta({ id: 'RenewedToken' });
