import type { Page } from '@playwright/test';
import { newPatient, simulateCalls } from './support/calls';
import { ownerSql } from './support/owner-database';
import { signIn } from './support/sign-in';
import { expect, test } from './support/test';

const LIST = '/dashboard/calls';
const PHONE = '+919876543210';
/** With one patient in the hospital, a call that is completed. */
const SEED = 2;

const live = (page: Page) => page.getByRole('region', { name: 'Live calls' });
const finished = (page: Page) => page.getByRole('region', { name: 'Finished calls' });
const saidIn = (page: Page) => page.getByRole('log').getByRole('listitem').locator('p:not([aria-hidden])');

/** Marks the document: a reload would lose it. */
const mark = (page: Page) => page.evaluate(() => document.body.setAttribute('data-marked', 'yes'));
const isMarked = (page: Page) => page.evaluate(() => document.body.getAttribute('data-marked') === 'yes');

test('an admin watches a simulated call appear live, its transcript grow, and the call end', async ({
  page,
  context,
  tenant,
  baseURL,
}) => {
  // The call takes as long as people speak: there is time to open its page in the middle of it.
  test.setTimeout(120_000);
  await newPatient(tenant, 'Asha Menon', PHONE);
  await signIn(page, { path: LIST, login: tenant.admin });
  await expect(page.getByText('Up to date')).toBeVisible();
  await expect(live(page).getByText('Nobody is on the phone.')).toBeVisible();
  await mark(page);

  const simulation = simulateCalls(baseURL ?? '', tenant, { calls: 1, speed: 1, seed: SEED });
  try {
    const tile = live(page).getByRole('link', { name: 'Asha Menon' });
    await expect(tile).toBeVisible({ timeout: 20_000 });
    await expect(live(page).getByText('1 live')).toBeVisible();

    const call = await context.newPage();
    await call.goto((await tile.getAttribute('href')) ?? '');
    await expect(call.getByRole('heading', { level: 1, name: 'Asha Menon' })).toBeVisible();
    await expect(call.getByRole('status').getByText('Live')).toBeVisible();
    await mark(call);
    const said = saidIn(call);
    await expect(said.first()).toBeVisible();
    // Line by line: each look finds what was there, and more.
    const looks = [await said.allInnerTexts()];
    for (let look = 0; look < 2; look++) {
      const before = looks.at(-1) ?? [];
      await expect.poll(() => said.count()).toBeGreaterThan(before.length);
      const now = await said.allInnerTexts();
      expect(now.slice(0, before.length)).toEqual(before);
      looks.push(now);
    }

    await expect(call.getByText('The call has ended')).toBeVisible({ timeout: 60_000 });
    await expect(call.getByText('Completed')).toBeVisible();
    const { code, output } = await simulation.ended;
    expect(code, output).toBe(0);
    const stored = await ownerSql<{ text: string }>(
      'SELECT text FROM transcript_lines WHERE hospital_id = $1 ORDER BY position',
      [tenant.hospitalId],
    );
    const shown = (await said.allInnerTexts()).map((text) => text.replace(/^(Voice agent|Patient):\s*/, ''));
    expect(shown).toEqual(stored.map(({ text }) => text));
    expect(await isMarked(call)).toBe(true);

    await expect(live(page).getByText('Nobody is on the phone.')).toBeVisible();
    const row = finished(page).getByRole('row', { name: /Asha Menon/ });
    await expect(row).toContainText('Completed');
    expect(await isMarked(page)).toBe(true);
  } finally {
    simulation.stop();
  }
});

test('somebody who reads further up is left there, and brought to the new lines by a button', async ({ page, tenant, api }) => {
  const { id } = await api.beginCall({ agent_type: 'inbound', from_number: PHONE });
  for (let line = 1; line <= 24; line++) await api.say(id, line % 2 ? 'agent' : 'patient', `Line ${line} of the conversation.`);
  await signIn(page, { path: `${LIST}/${id}`, login: tenant.admin });
  const log = page.getByRole('log');
  await expect(log.getByText('Line 24 of the conversation.')).toBeInViewport();
  await log.focus();
  await page.keyboard.press('Home');
  await expect(log.getByText('Line 1 of the conversation.')).toBeInViewport();

  await api.say(id, 'agent', 'Said meanwhile.');
  const more = page.getByRole('button', { name: '1 new line' });
  await expect(more).toBeVisible();
  await expect(log.getByText('Line 1 of the conversation.')).toBeInViewport();
  await more.press('Enter');
  await expect(log.getByText('Said meanwhile.')).toBeInViewport();
  await expect(more).toBeHidden();
  await expect(log).toBeFocused();

  await api.say(id, 'patient', 'And once more.');
  await expect(log.getByText('And once more.')).toBeInViewport();
});

test('what is missed while the connection is lost is there when it is back', async ({ page, tenant, api }) => {
  const { id } = await api.beginCall({ agent_type: 'inbound', from_number: PHONE });
  await signIn(page, { path: `${LIST}/${id}`, login: tenant.admin });
  await expect(page.getByText('Nothing has been said yet.')).toBeVisible();
  await page.route('**/api/dashboard/live-calls', (route) => route.fulfill({ status: 204 }));
  await page.reload();
  await expect(page.getByText('Reconnecting')).toBeVisible();
  await api.say(id, 'agent', 'Said to nobody.');
  await page.unrouteAll();
  await expect(page.getByText('Said to nobody.')).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('Reconnecting')).toBeHidden();
});

test('forty calls at once are looked at together, and nobody’s line alone', async ({ page, tenant, api }) => {
  await signIn(page, { path: LIST, login: tenant.admin });
  await expect(page.getByText('Up to date')).toBeVisible();
  let looks = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/trpc/')) looks++;
  });
  const started = Date.now();
  const calls = await Promise.all(
    Array.from({ length: 40 }, () => api.beginCall({ agent_type: 'inbound', from_number: PHONE })),
  );
  await expect(live(page).getByText('40 live')).toBeVisible();
  await expect(live(page).getByRole('listitem')).toHaveCount(40);
  const begun = Math.ceil((Date.now() - started) / 1000) + 2;
  expect(looks).toBeLessThanOrEqual(begun);

  for (let line = 1; line <= 3; line++) await Promise.all(calls.map(({ id }) => api.say(id, 'agent', `Line ${line}.`)));
  await Promise.all(calls.map(({ id }) => api.endCall(id)));
  await expect(live(page).getByText('Nobody is on the phone.')).toBeVisible();
  await expect(finished(page).getByRole('row')).toHaveCount(26);
  expect(looks).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 1000) + 2);
});

test('filters and pages are in the address, for a reload and for the way back', async ({ page, tenant }) => {
  await ownerSql(
    `INSERT INTO calls (hospital_id, id, agent_type, direction, from_number, status, duration, created_at, ended_at)
     SELECT $1, gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'inbound' ELSE 'feedback' END, 'INBOUND', '+9198765' || (10000 + n),
       'completed', 60, now() - n * interval '1 minute', now() FROM generate_series(1, 60) n`,
    [tenant.hospitalId],
  );
  await signIn(page, { path: LIST, login: tenant.admin });
  const rows = finished(page).getByRole('row');
  // With the head.
  await expect(rows).toHaveCount(26);
  await page.getByLabel('Agent').selectOption('feedback');
  await expect(page).toHaveURL(/agent=feedback/);
  await expect(rows.nth(1)).toContainText('+919876510001');
  await page.getByRole('button', { name: 'Older' }).click();
  await expect(rows).toHaveCount(6);
  await expect(finished(page)).toBeFocused();
  await expect(finished(page).getByRole('heading', { name: 'Finished calls' })).toBeInViewport();
  await page.reload();
  await expect(rows).toHaveCount(6);
  await rows.nth(1).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\+91987651005\d$/);
  await page.goBack();
  await expect(rows).toHaveCount(6);
  await page.getByRole('button', { name: 'Newer' }).click();
  await expect(rows.nth(1)).toContainText('+919876510001');
  await expect(page.getByLabel('Agent')).toHaveValue('feedback');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page).toHaveURL(new RegExp(`${LIST}$`));
});

test.describe('a session that ends', () => {
  // What a tab hears after it is a refusal, which the browser reports in the console.
  test.use({ expectedProblems: /status of 401/ });

  test('leads from the live page to the login', async ({ page, tenant }) => {
    await signIn(page, { path: LIST, login: tenant.admin });
    await expect(page.getByText('Up to date')).toBeVisible();
    await ownerSql('UPDATE sessions SET revoked_at = now() WHERE hospital_id = $1', [tenant.hospitalId]);
    // The stream asks for the session every 15 s.
    await expect(page).toHaveURL(/\/login\?ended=1/, { timeout: 25_000 });
  });
});
