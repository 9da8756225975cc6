import { afterEach, beforeAll, expect, it } from 'vitest';
import { sharedApp, type TestApp } from '../../support/app';
import { newPhone, newTenant, type PartnerKey, type Tenant } from '../../support/factory';
import { type Live, openLive, ticketFor } from '../../support/live';
import { call, dataOf } from '../support/call';

let app: TestApp;
let tenant: Tenant;
let key: PartnerKey;
let open: Live[] = [];

beforeAll(async () => {
  app = await sharedApp();
  tenant = await newTenant(app);
  key = await tenant.partnerKey();
});
afterEach(() => {
  for (const one of open) one.close();
  open = [];
});

const follow = (...args: Parameters<typeof openLive>) => {
  const opened = openLive(...args);
  open.push(opened);
  return opened;
};

async function newPatient(): Promise<string> {
  const body = { name: 'Asha Menon', phone: newPhone(), date_of_birth: '1985-04-12' };
  const reply = await call(app, 'POST', '/api/external/patients', { headers: key.headers, body });
  return dataOf<{ patient_id: string }>(reply).patient_id;
}

it.each([
  ['as published', {}],
  ['WebSocket only', { transports: ['websocket'] }],
  ['polling only', { transports: ['polling'] }],
])('the recipe of the documentation, %s, and the row is the one that a GET gives', async (_name, options) => {
  const ticket = dataOf<{ token: string; ws_url: string; ws_path: string }>(
    await call(app, 'POST', '/api/external/ws-ticket', { headers: key.headers }),
  );
  expect(ticket).toMatchObject({ ws_url: app.url.replace('http', 'ws'), ws_path: '/ws' });
  const opened = follow(ticket, {}, options);
  await opened.connected;
  const id = await newPatient();
  const [event] = await opened.received(1);
  const row = dataOf<{ created_at: string }>(await call(app, 'GET', `/api/external/patients/${id}`, { headers: key.headers }));
  expect(event).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    type: 'patient.created',
    occurred_at: expect.stringMatching(/\+05:30$/),
    hospital_id: tenant.hospitalId,
    branch_id: null,
    data: row,
  });
});

it('an address in http form does as well, and cookies and credentials in headers are ignored', async () => {
  const ticket = await ticketFor(app, key);
  const extraHeaders = { cookie: 'a=b', authorization: 'Bearer x', 'x-api-key': 'y' };
  const opened = follow({ ...ticket, ws_url: app.url }, {}, { extraHeaders });
  await opened.connected;
});

it('after a disconnection a new ticket and the last id go on where it was', async () => {
  const first = follow(await ticketFor(app, key));
  await first.connected;
  await newPatient();
  const [seen] = await first.received(1);
  first.close();
  const missed = [await newPatient(), await newPatient()];
  const second = follow(await ticketFor(app, key), { last_event_id: seen?.id });
  await second.connected;
  const later = await newPatient();
  const events = await second.received(3);
  expect(events.map(({ data }) => data.id)).toEqual([...missed, later]);
});
