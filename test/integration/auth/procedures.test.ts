import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Principal } from '@/server/kernel/principal';
import { toTypeId } from '@/server/kernel/typeid';
import type { Context } from '@/server/procedures/context';
import { createCallerFactory } from '@/server/procedures/trpc';
import { v1Router } from '@/server/procedures/v1/router';
import { type House, openHouse } from './doors.fixture';
import { NOW, PASSWORD } from './fixture';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const createCaller = createCallerFactory(v1Router);

function call(principal: Principal = { kind: 'anonymous' }) {
  const context: Context = {
    principal,
    request: {
      requestId: 'req_test',
      callerRequestId: null,
      surface: 'v1',
      method: 'POST',
      address: '198.51.100.3',
      userAgent: null,
      language: 'en',
      receivedAt: NOW,
      startedAt: 0,
    },
    services: house.services,
    audit: { action: null, hospitalId: null, targetType: null, targetId: null, patientIds: [], changes: null },
    commit: () => Promise.reject(new Error('unused')),
    requireMatch: () => undefined,
    download: () => {
      throw new Error('unused');
    },
    observe: null,
  };
  return { caller: createCaller(context), audit: context.audit };
}

it('logs in, refreshes and logs out', async () => {
  const { id, email, patientId, hospitalId } = await house.addPerson({ role: 'patient' });
  const { caller, audit } = call();
  const first = await caller.auth.login({ email: email.toUpperCase(), password: PASSWORD, role: 'patient' });
  const user = { id: toTypeId('patient', patientId ?? ''), email, name: 'Asha', role: 'patient' };
  expect(first).toEqual({
    accessToken: expect.stringMatching(/^eyJ/),
    refreshToken: expect.stringMatching(/^rt_[0-9A-Za-z]{64}$/),
    expiresIn: 3600,
    tokenType: 'Bearer',
    user,
  });
  expect(audit).toMatchObject({ hospitalId, targetType: 'user', targetId: id });
  const second = await caller.auth.refresh({ refreshToken: first.refreshToken });
  expect(Object.keys(second).sort()).toEqual(['accessToken', 'expiresIn', 'refreshToken', 'tokenType']);
  expect(audit).toMatchObject({ hospitalId, targetType: 'refresh_family' });
  expect(await caller.auth.logout({ refreshToken: second.refreshToken })).toEqual({ loggedOut: true });
  const refused = { cause: { code: 'UNAUTHORIZED', auditCause: 'refresh_revoked' } };
  await expect(caller.auth.refresh({ refreshToken: second.refreshToken })).rejects.toMatchObject(refused);
  await expect(caller.auth.logout({ refreshToken: second.refreshToken })).rejects.toMatchObject(refused);
});

it('refuses unknown fields and roles that are not the person’s', async () => {
  const { email } = await house.addPerson();
  const { caller } = call();
  const extra = { email, password: PASSWORD, remember: true };
  await expect(caller.auth.login(extra)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const role = { email, password: PASSWORD, role: 'doctor' as const };
  await expect(caller.auth.login(role)).rejects.toMatchObject({ cause: { code: 'INVALID_CREDENTIALS' } });
});

it('verifies a key and a person, and nobody else', async () => {
  const { key } = await house.addKey();
  const byKey = await house.doors.v1.check({ rawHeaders: ['x-api-key', key], method: 'GET', now: NOW });
  const { accessToken } = await house.addVisitor('receptionist');
  const rawHeaders = ['authorization', `Bearer ${accessToken}`];
  const byToken = await house.doors.v1.check({ rawHeaders, method: 'GET', now: NOW });
  if (!byKey.ok || !byToken.ok) throw new Error('the doors are shut');
  const organization = { organizationId: toTypeId('hospital', house.hospitals.lotus), organizationName: 'lotus' };
  expect(await call(byKey.principal).caller.auth.verify({})).toEqual({
    ...organization,
    environment: 'live',
    permissions: ['patients:write'],
  });
  expect(await call(byToken.principal).caller.auth.verify({})).toEqual({
    ...organization,
    environment: 'live',
    role: 'receptionist',
  });
  await expect(call().caller.auth.verify({})).rejects.toMatchObject({ cause: { code: 'UNAUTHORIZED' } });
});

it('tells anybody that it is there, and nothing else', async () => {
  expect(await call().caller.health({})).toEqual({ status: 'ok', version: 'test' });
});
