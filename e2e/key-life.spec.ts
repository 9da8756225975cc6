import type { Page } from '@playwright/test';
import { finishReveal, revealedValue } from './support/create-key';
import { expect, test } from './support/test';

const openKey = (page: Page, id: string) => page.goto(`/dashboard/api-keys/${id}`);

async function rotate(page: Page, overlap: string) {
  await page.getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate secret and token' });
  await dialog.getByRole('radio', { name: overlap }).click();
  await dialog.getByRole('button', { name: /^Rotate/ }).click();
  const reveal = page.getByRole('dialog', { name: 'Your new secret and token' });
  const renewed = {
    secret: await revealedValue(reveal, 'API secret'),
    token: await revealedValue(reveal, 'Hospital token'),
  };
  await finishReveal(reveal);
  return renewed;
}

test('a rotation with an overlap, and one without', async ({ signedIn: page, api, ask }) => {
  const old = await api.createKey();
  await openKey(page, old.id);
  const second = { ...old, ...(await rotate(page, '1 hour')) };
  expect(second.secret).not.toBe(old.secret);
  expect((await ask(old)).status).toBe(200);
  expect((await ask(second)).status).toBe(200);
  await expect(page.getByText('The old secret still works')).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^00:59:\d\d$/);

  const third = { ...old, ...(await rotate(page, 'None')) };
  expect((await ask(old)).status).toBe(401);
  expect((await ask(second)).status).toBe(401);
  expect((await ask(third)).status).toBe(200);
  await expect(page.getByText('The old secret still works')).toBeHidden();
});

test('a new token that ends the others', async ({ signedIn: page, api, ask }) => {
  const first = await api.createKey();
  await openKey(page, first.id);
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('End all older tokens now').check();
  await page.getByRole('button', { name: 'Make token' }).click();
  const reveal = page.getByRole('dialog', { name: 'Your new hospital token' });
  const token = await revealedValue(reveal, 'Hospital token');
  await finishReveal(reveal);
  expect((await ask(first)).status).toBe(401);
  expect((await ask({ ...first, token })).status).toBe(200);
  await expect(page.getByRole('row').filter({ hasText: 'The hospital token was ended' })).toContainText('401');
});

test('a revocation, after its name was typed', async ({ signedIn: page, api, ask }) => {
  const key = await api.createKey({ name: 'Former CRM' });
  await openKey(page, key.id);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Revoke' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByLabel(/^Type/).fill('Former');
  await expect(question.getByRole('button', { name: 'Revoke for good' })).toBeDisabled();
  await question.getByLabel(/^Type/).fill('Former CRM');
  await question.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(question).toBeHidden();

  expect(await ask(key)).toMatchObject({ status: 401, code: 'INVALID_API_KEY' });
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'The key is revoked' })).toContainText('401');
  await expect(page.getByRole('switch')).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Settings' })).toBeHidden();
  await page.getByRole('link', { name: 'API keys' }).first().click();
  await expect(page.getByRole('row', { name: /Former CRM/ })).toContainText('Revoked');
});

test('permissions that were taken away are gone within a second', async ({ signedIn: page, api, ask }) => {
  const key = await api.createKey({ permissions: ['patients:read', 'doctors:read'] });
  expect((await ask(key)).status).toBe(200);
  await openKey(page, key.id);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Patients: Read' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const refused = await ask(key);
  expect(refused).toMatchObject({ status: 403, code: 'INSUFFICIENT_PERMISSIONS' });
  expect(JSON.stringify(refused.body)).toContain('patients:read');
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'The key lacks the permission patients:read' })).toContainText('403');
});

test('an allowlist without the caller', async ({ signedIn: page, api, ask }) => {
  const key = await api.createKey();
  await openKey(page, key.id);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Allowed addresses').fill('203.0.113.0/24');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await ask(key)).toMatchObject({ status: 403, code: 'IP_NOT_ALLOWED' });

  await page.getByLabel('Allowed addresses').fill('203.0.113.0/24\n127.0.0.0/8');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await expect.poll(async () => (await ask(key)).status, { timeout: 1_000 }).toBe(200);
});

test('a change made elsewhere does not take away what is being typed', async ({ signedIn: page, api }) => {
  const key = await api.createKey({ name: 'Front desk CRM' });
  await openKey(page, key.id);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Name').fill('Front desk CRM, renamed');
  await page.getByRole('switch').click();
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Front desk CRM, renamed');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { name: 'Front desk CRM, renamed' })).toBeVisible();
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
});
