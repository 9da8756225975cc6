import { askAsCrm } from './crm';
import { HospitalApi, type Issued, type NewKey } from './hospital-api';
import { ownerSql } from './owner-database';
import { newTenant, type Tenant } from './tenant';

const CRM_BOOKING = [
  'patients:read',
  'patients:create',
  'appointments:read',
  'appointments:write',
  'doctors:read',
  'doctor_slots:read',
  'branches:read',
];
const READ_ONLY = ['patients:read', 'appointments:read', 'doctors:read', 'doctor_slots:read', 'branches:read', 'calls:read'];
const DAY_MS = 86_400_000;

/** Ids of the keys that a state of the pages needs by itself. */
export type Showcase = { tenant: Tenant; busy: string; overlapping: string; serverKey: string; revoked: string; fresh: string };

/** A hospital with a key of every status, kind, environment, tier and restriction, and one that was used and refused. */
export async function makeShowcase(baseURL: string): Promise<Showcase> {
  const tenant = await newTenant({ name: 'Santa Lucía Hospital, Mumbai and Bogotá', person: 'Meera Raghavan' });
  const api = await HospitalApi.open(baseURL, tenant);
  const made: Issued[] = [];
  for (const key of showcaseKeys(tenant)) made.push(await api.createKey(key));
  const [long, booking, billing, reports, voice, old, campaign, , , , migration, desk] = made as [Issued, ...Issued[]];
  const idOf = (issued: Issued | undefined) => issued?.id ?? '';
  await api.change(idOf(voice), { is_active: false });
  await api.revoke(idOf(old));
  await ownerSql(`UPDATE api_keys SET expires_at = now() - interval '3 days' WHERE id = $1`, [idOf(campaign)]);
  await ownerSql(
    `UPDATE api_keys k SET created_at = now() - n.rank * interval '41 days' FROM
      (SELECT id, row_number() OVER (ORDER BY created_at DESC) - 1 AS rank FROM api_keys WHERE hospital_id = $1) n
     WHERE n.id = k.id`,
    [tenant.hospitalId],
  );
  for (const issued of [booking, reports, migration]) if (issued) await askAsCrm(baseURL, issued);
  const busy = desk ?? long;
  await makeTraffic(baseURL, busy, idOf(booking));
  await api.rotate(idOf(booking), 86_400);
  return {
    tenant,
    busy: busy.id,
    overlapping: idOf(booking),
    serverKey: idOf(billing),
    revoked: idOf(old),
    fresh: long.id,
  };
}

function showcaseKeys({ branchId }: Tenant): readonly NewKey[] {
  const soon = new Date(Date.now() + 5 * DAY_MS).toISOString();
  const later = new Date(Date.now() + 200 * DAY_MS).toISOString();
  const allowed = ['203.0.113.7', '198.51.100.0/24', '2001:db8:85a3::/48'];
  return [
    {
      name: `Telephone appointments of the partner network, ${'Santa Lucía and affiliated clinics, '.repeat(2)}`
        .slice(0, 100)
        .trim(),
      permissions: [...READ_ONLY, 'calls:write', 'analytics:read', 'ws:ticket'],
    },
    { name: 'Apollo booking widget', permissions: CRM_BOOKING, expires_at: soon, branch_id: branchId, rate_tier: 'free' },
    { name: 'Billing server', kind: 'server', permissions: ['appointments:read', 'patients:read'] },
    { name: 'Monthly reports', permissions: READ_ONLY, allowed_ips: ['127.0.0.0/8', ...allowed], expires_at: later },
    { name: 'Voice agent', permissions: ['calls:read', 'calls:write', 'patients:read'] },
    { name: 'Former CRM', permissions: CRM_BOOKING },
    { name: 'Summer campaign', permissions: ['patients:create'], expires_at: soon },
    { name: 'Sandbox of the CRM vendor', permissions: CRM_BOOKING, environment: 'test', rate_tier: 'free' },
    { name: 'Nightly integration tests', kind: 'server', environment: 'test', permissions: ['patients:read'] },
    { name: null, permissions: ['analytics:read'] },
    { name: 'Migration to the new CRM', permissions: ['admin'], rate_tier: 'enterprise' },
    { name: 'Nyra CRM, appointment desk', permissions: CRM_BOOKING, rate_tier: 'professional' },
  ];
}

/** A morning of one key: answers, refusals of every sort, and a stranger who tries it. */
async function makeTraffic(baseURL: string, locks: Issued, foreignId: string): Promise<void> {
  const wrong = { ...locks, secret: `${locks.secret.slice(0, -6)}AAAAAA` };
  for (let round = 0; round < 6; round++) await askAsCrm(baseURL, locks);
  await askAsCrm(baseURL, locks, '/me');
  await askAsCrm(baseURL, locks, `/patients/${foreignId}`);
  await askAsCrm(baseURL, locks, '/patients?limit=5000');
  await askAsCrm(baseURL, wrong);
  await askAsCrm(baseURL, { ...locks, token: '0'.repeat(64) });
  await askAsCrm(baseURL, locks, '/nothing-here');
  await askAsCrm(baseURL, locks, '/patients?q=an');
}
