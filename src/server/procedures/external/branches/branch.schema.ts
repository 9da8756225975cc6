import { z } from 'zod';
import type { Branch } from '@/server/domain/branches/branch';
import { activeStatus } from '@/server/procedures/schemas/enums';
import {
  idOf,
  instant,
  line,
  pageFields,
  phoneInput,
  shownLine,
  shownPhone,
  timeZone,
  uuid,
} from '@/server/procedures/schemas/fields';
import { listOf } from '@/server/procedures/schemas/list';
import { presenter } from '@/server/procedures/schemas/present';
import { openingHours, operatingHoursInput } from './operating-hours.schema';

const EXAMPLE_ID = '019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57';

/** A branch as the External surface writes it (contract section 6). */
export const branchRow = z
  .object({
    id: uuid().meta({ example: EXAMPLE_ID }),
    name: shownLine(200).meta({ example: 'Mumbai – Andheri' }),
    location: shownLine(500).nullable().meta({ example: '14 Veera Desai Road, Andheri West, Mumbai 400053' }),
    landmark: shownLine(200).nullable().meta({ example: 'Opposite the sports complex' }),
    caller_number: shownPhone().nullable().meta({ description: 'E.164.', example: '+912261450100' }),
    outbound_number: shownPhone().nullable().meta({ description: 'E.164.', example: '+912261450190' }),
    status: activeStatus.meta({ example: 'ACTIVE' }),
    timezone: timeZone().meta({
      description: "The zone of the branch's dates and times: its own, else the hospital's.",
      example: 'Asia/Kolkata',
    }),
    operating_hours: z.array(openingHours).max(7).meta({ description: 'By day; empty: nobody has said.' }),
    created_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
    updated_at: instant().meta({ example: '2026-11-21T10:15:00.000+05:30' }),
  })
  .meta({ id: 'Branch', description: 'A branch of the hospital.' });

export const branchList = listOf(branchRow).meta({ id: 'BranchList', description: 'A page of branches.' });

const show = presenter(branchRow);

/** @param hospitalZone the zone of a branch without one of its own. */
export function showBranch(branch: Branch, hospitalZone: string) {
  const timezone = branch.timezone ?? hospitalZone;
  return show({ ...branch, timezone }, timezone);
}

const branchId = idOf('branch').meta({ description: "The branch's id.", example: EXAMPLE_ID });

const optional = {
  location: line(500).nullish().meta({ example: '14 Veera Desai Road, Andheri West, Mumbai 400053' }),
  landmark: line(200).nullish().meta({ example: 'Opposite the sports complex' }),
  caller_number: phoneInput()
    .nullish()
    .meta({ description: 'The number that patients call: E.164, or national.', example: '+912261450100' }),
  outbound_number: phoneInput()
    .nullish()
    .meta({ description: 'The number from which they are called.', example: '+912261450190' }),
  timezone: timeZone()
    .nullish()
    .meta({ description: "IANA time zone; null: the hospital's.", example: 'Asia/Kolkata', pattern: '^[A-Za-z0-9_+/-]+$' }),
  operating_hours: operatingHoursInput.nullish(),
};
const name = line(200).meta({ example: 'Mumbai – Andheri' });

export const createBranchInput = z.strictObject({
  name,
  ...optional,
  status: activeStatus.nullish().meta({ description: 'ACTIVE where it is not given.', example: 'ACTIVE' }),
});

export const updateBranchInput = z.strictObject({
  id: branchId,
  name: name.optional(),
  ...optional,
  status: activeStatus.optional().meta({ example: 'ACTIVE' }),
});

export const listBranchesInput = z.strictObject({
  ...pageFields,
  q: line(64)
    .optional()
    .meta({ description: 'Part of a name or location; under 3 characters, its beginning.', example: 'andheri' }),
  status: activeStatus.optional().meta({ example: 'ACTIVE' }),
});

export const getBranchInput = z.strictObject({ id: branchId });
