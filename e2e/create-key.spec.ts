import { readFile } from 'node:fs/promises';
import { createThroughDialog, finishReveal, openCreateDialog, revealedValue, tabTo } from './support/create-key';
import { runCurl } from './support/crm';
import { expect, test } from './support/test';

test('by keyboard alone, from the page to Done', async ({ signedIn: page }) => {
  await tabTo(page, page.getByRole('button', { name: 'Create API Key' }).first());
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Create API key' });
  await expect(dialog.getByLabel('Name')).toBeVisible();

  // The name is the first thing in the dialog that can be filled in.
  await tabTo(page, dialog.getByLabel('Name'), 2);
  await page.keyboard.type('Keyboard CRM');
  await page.keyboard.press('Tab');
  // A finger rests on a key for a moment; the choice follows the focus within it.
  await page.keyboard.press('ArrowRight', { delay: 60 });
  await expect(dialog.getByRole('radio', { name: 'Server key' })).toBeChecked();
  await page.keyboard.press('ArrowLeft', { delay: 60 });
  await expect(dialog.getByRole('radio', { name: 'Partner, three locks' })).toBeChecked();
  await tabTo(page, dialog.getByRole('checkbox', { name: 'Patients: Read' }));
  await page.keyboard.press('Space');
  await tabTo(page, dialog.getByRole('button', { name: 'Create key' }));
  await page.keyboard.press('Enter');

  const reveal = page.getByRole('dialog', { name: 'Your new API key' });
  await expect(reveal.getByText('Shown only once')).toBeVisible();
  await tabTo(page, reveal.getByRole('checkbox', { name: 'I have saved these' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(reveal.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reveal).toBeHidden();
  await expect(page.getByRole('link', { name: 'Keyboard CRM' }).first()).toBeVisible();
});

test('what is wrong is said at its field, and the focus goes there', async ({ signedIn: page }) => {
  const dialog = await openCreateDialog(page);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const name = dialog.getByLabel('Name');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Give the key a name/);
  await expect(dialog.getByText('Choose at least one permission.')).toBeVisible();

  await name.fill('CRM');
  await expect(name).not.toHaveAccessibleDescription(/Give the key a name/);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByRole('group', { name: 'Permissions' })).toBeFocused();

  // A field that is folded away opens by itself.
  await dialog.getByRole('button', { name: /^Read only/ }).click();
  await dialog.getByRole('button', { name: /^Restrictions/ }).click();
  await dialog.getByLabel('Allowed addresses').fill('10.1');
  await dialog.getByRole('button', { name: /^Restrictions/ }).click();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByLabel('Allowed addresses')).toBeFocused();
  await expect(dialog.getByText('Line 1: “10.1” is not an IP address.')).toBeVisible();
});

test('a server key, and the line that tries it', async ({ signedIn: page }) => {
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel('Name').fill('Billing server');
  await dialog.getByRole('radio', { name: 'Server key' }).click();
  await dialog.getByRole('button', { name: /^Read only/ }).click();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Your new API key' });
  const key = await revealedValue(reveal, 'Server key');
  expect(key).toMatch(/^sk_live_[0-9A-Za-z]+$/);

  const answer = runCurl(await reveal.locator('pre').innerText());
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ success: true, data: { environment: 'live' } });

  // What the page keeps of it is only its ends.
  await finishReveal(reveal);
  await expect(page.getByText(`…${key.slice(-4)}`).first()).toBeVisible();
  expect(await page.content()).not.toContain(key);
});

test('the .env text, copied and downloaded', async ({ signedIn: page, baseURL, ask }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const reveal = await createThroughDialog(page, 'Nyra CRM: désk 2');
  const locks = {
    key: await revealedValue(reveal, 'API key'),
    secret: await revealedValue(reveal, 'API secret'),
    token: await revealedValue(reveal, 'Hospital token'),
  };
  const expected = [
    `TRILOCK_BASE_URL=${baseURL}`,
    `TRILOCK_API_KEY=${locks.key}`,
    `TRILOCK_API_SECRET=${locks.secret}`,
    `TRILOCK_HOSPITAL_TOKEN=${locks.token}`,
    '',
  ].join('\n');

  await reveal.getByRole('button', { name: 'Copy all as .env' }).click();
  await expect(reveal.getByText('Copied', { exact: true })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
  await reveal.getByRole('button', { name: 'Copy api secret' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(locks.secret);

  const saving = page.waitForEvent('download');
  await reveal.getByRole('button', { name: 'Download .env' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('nyra-crm-de-sk-2.env');
  expect(await readFile(await file.path(), 'utf8')).toBe(expected);

  await reveal.getByRole('button', { name: 'Hide values' }).click();
  await expect(reveal).not.toContainText(locks.secret);
  expect((await ask(locks)).status).toBe(200);
});
