import { beforeAll, describe, expect, it } from 'vitest';
import { everyRoute } from '@/server/bridge/routes';
import { Prisma } from '@/server/db/generated/client';
import type { Database } from '@/server/db/prisma-client';
import { keyPrincipal } from '@/server/doors/key-principal';
import { loadPartnerKey } from '@/server/doors/key-record';
import type { Principal } from '@/server/kernel/principal';
import type { Context } from '@/server/procedures/context';
import { sharedApp, type TestApp } from '../support/app';
import { newTenant } from '../support/factory';
import { send } from '../support/http';

/** A hospital with a row of everything that can be made by now. */
async function fill(app: TestApp) {
  const tenant = await newTenant(app);
  const branch = await tenant.branch();
  const doctor = await tenant.doctor({ branchId: branch.id });
  const patient = await tenant.patient({ branchId: branch.id, doctorId: doctor.id });
  const appointment = await tenant.appointment({ patientId: patient.id, doctorId: doctor.id, branchId: branch.id });
  const call = await tenant.call({ patientId: patient.id, branchId: branch.id });
  const schedule = await tenant.schedule();
  const key = await tenant.partnerKey();
  // Use of the key, for its analytics.
  await send(app, 'GET', '/api/external/me', { headers: key.headers });
  return { tenant, branch, doctor, patient, appointment, call, schedule, key };
}

let app: TestApp;
let here: Awaited<ReturnType<typeof fill>>;
let there: Awaited<ReturnType<typeof fill>>;
beforeAll(async () => {
  app = await sharedApp();
  [here, there] = [await fill(app), await fill(app)];
});

type Rows = { hospitalId?: string; id?: string }[];

/** Every row of a model that this tenant's client gives without any filter. */
function everything(model: string, hospitalId: string, branchId: string | null): Promise<Rows> {
  return app.runtime.services.db.run({ hospitalId, branchId }, async (db) => {
    const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}` as keyof Database;
    return (await (db[name] as unknown as { findMany: () => Promise<Rows> }).findMany()) as Rows;
  });
}

describe('a query without any filter gives the own rows only', () => {
  // Positions of events are read and written by a function of the owner only: the application may not even look.
  const models = Object.values(Prisma.ModelName).filter((model) => model !== 'OutboxPosition');

  it.each(models)('%s', async (model) => {
    const { hospitalId } = here.tenant;
    for (const branchId of [null, here.branch.id]) {
      const rows = await everything(model, hospitalId, branchId);
      const foreign = rows.filter((row) => (model === 'Hospital' ? row.id : row.hospitalId) !== hospitalId);
      expect(foreign).toEqual([]);
    }
  });

  it('behind a branch lock the counts of patients are of that branch too', async () => {
    const { tenant, branch } = here;
    const other = await tenant.branch();
    await tenant.patient({ branchId: other.id });
    const rows = (await everything('PatientCount', tenant.hospitalId, branch.id)) as { branchId?: string | null }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.branchId !== branch.id)).toEqual([]);
  });

  it('and they are there', async () => {
    for (const model of ['Hospital', 'Branch', 'Doctor', 'Patient', 'ApiKey', 'HospitalToken', 'User', 'AvailabilityWindow']) {
      expect((await everything(model, here.tenant.hospitalId, null)).length, model).toBeGreaterThan(0);
    }
  });

  it.each(['patients', 'doctors', 'api_keys', 'audit_events', 'users'])(
    'SQL on %s too, by the reader and by the pool',
    async (table) => {
      const { db } = app.runtime.services;
      const tenant = { hospitalId: here.tenant.hospitalId, branchId: null };
      const statement = { name: `test_${table}`, text: `SELECT hospital_id AS "hospitalId" FROM ${table}`, values: [] };
      const rows = [
        ...(await db.read<{ hospitalId: string }>(tenant, statement)),
        ...(await db.search<{ hospitalId: string }>(tenant, statement)),
      ];
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.hospitalId))).toEqual(new Set([tenant.hospitalId]));
    },
  );
});

describe('reads that start in the same tick', () => {
  const reads = everyRoute().filter(({ method, meta }) => method === 'GET' && !meta.access.public);

  async function principalOf(route: (typeof reads)[number], { tenant, key, patient }: typeof here): Promise<Principal> {
    const record = await loadPartnerKey(app.runtime.services.credentials, key.key);
    const [token] = record?.tokens ?? [];
    if (!record || !token) throw new Error('no key');
    if (route.meta.access.permission !== undefined) return keyPrincipal(record, token);
    // What no key may ask for: an administrator may, or on v1 a patient, of the own records.
    const patientId = route.surface === 'v1' ? patient.id : null;
    return {
      kind: 'user',
      via: 'access_token',
      userId: tenant.admin.id,
      sessionId: tenant.admin.familyId,
      role: patientId === null ? 'admin' : 'patient',
      name: 'Asha Menon',
      email: tenant.admin.email,
      hospitalId: tenant.hospitalId,
      hospital: record.hospital,
      doctorId: null,
      patientId,
      mustChangePassword: false,
    };
  }

  function contextOf(principal: Principal): Context {
    const now = new Date();
    return {
      principal,
      request: {
        requestId: 'req_test',
        callerRequestId: null,
        surface: 'external',
        method: 'GET',
        address: '127.0.0.1',
        userAgent: null,
        language: 'en',
        receivedAt: now,
        startedAt: performance.now(),
      },
      services: app.runtime.services,
      audit: { action: null, hospitalId: null, targetType: null, targetId: null, patientIds: [], changes: null },
      commit: () => Promise.reject(new Error('a read changes nothing')),
      requireMatch: () => {},
      download: () => {
        throw new Error('no file is asked for');
      },
      observe: null,
    };
  }

  const inputOf = ({ template, parameters }: (typeof reads)[number], side: typeof here) => {
    const collection = template.split('/').findLast((part) => !part.startsWith('{')) ?? '';
    const known: Record<string, string> = {
      hospitalId: side.tenant.hospitalId,
      apiKeyId: side.key.id,
      doctor_id: side.doctor.id,
      'patients.id': side.patient.id,
      'doctors.id': side.doctor.id,
      'branches.id': side.branch.id,
      'appointments.id': side.appointment.id,
      'calls.id': side.call.id,
      'schedules.id': side.schedule.id,
    };
    return Object.fromEntries(parameters.map((name) => [name, known[name] ?? known[`${collection}.${name}`]]));
  };

  it.each(reads.map((route) => [route.template, route] as const))(
    '%s gives each hospital its own',
    async (_template, route) => {
      const sides = await Promise.all(
        [here, there].map(async (side) => ({
          principal: await principalOf(route, side),
          input: inputOf(route, side),
        })),
      );
      const start = ({ principal, input }: (typeof sides)[number]) => route.call(contextOf(principal), input);
      const alone = [];
      for (const side of sides) alone.push(await start(side));
      for (let round = 0; round < 10; round++) {
        // Both calls are made before either awaits anything.
        const together = await Promise.all([...sides, ...sides].map(start));
        expect(together).toEqual([...alone, ...alone]);
      }
      if (route.template !== '/v1/auth/verify') expect(alone[0]).not.toEqual(alone[1]);
    },
  );
});
