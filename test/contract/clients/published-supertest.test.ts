import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { sharedApp } from '../../support/app';
import { newTenant } from '../../support/factory';
import { newBooking } from './support/booking';
import { published } from './support/published';

const require = createRequire(import.meta.url);

// The published file registers its cases when it is read, so all that it is about stands before.
const app = await sharedApp();
const tenant = await newTenant(app);
const { key } = await tenant.serverKey({ environment: 'test' });
const { patientId, doctorId, dateTime } = await newBooking(tenant);

const setup = await published('v1/setup.js', { sk_test_1234567890abcdef: key });
const cases = await published('v1/appointments.test.js', {
  pat_test_123: patientId,
  doc_test_456: doctorId,
  '2026-03-15T14:00:00Z': dateTime,
});

// supertest takes an address in the place of an application.
const requireFrom = (name: string): unknown => (name === '../app' ? `${app.url}/v1` : require(name));
const globals = {};
compileFunction(setup, ['global'], { filename: 'test/setup.js' })(globals);
compileFunction(cases, ['require', 'global', 'describe', 'test', 'expect'], { filename: 'test/appointments.test.js' })(
  requireFrom,
  globals,
  describe,
  test,
  expect,
);
