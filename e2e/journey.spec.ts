import { runCurl } from './support/crm';
import { fillLogin, signIn } from './support/sign-in';
import { expect, test } from './support/test';

test('an admin makes a key, a CRM reads patients with it, the admin disables it, and the CRM is out', async ({ page }) => {
  await signIn(page);

  await page.getByRole('button', { name: 'Create API Key' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Front desk CRM');
  await form.getByText('CRM booking').click();
  await form.getByRole('button', { name: /^Create/ }).click();

  const reveal = page.getByRole('dialog', { name: /new API key/i });
  await expect(reveal.getByText('Shown only once')).toBeVisible();
  const curl = await reveal.locator('pre').innerText();
  const first = runCurl(curl);
  expect(first.status).toBe(200);
  const answer = JSON.parse(first.body) as { success: boolean; data: { total: number; results: { phone: string }[] } };
  expect(answer.data.total).toBe(2000);
  expect(answer.data.results).toHaveLength(5);
  expect(answer.data.results[0]?.phone).toMatch(/^\+\d{8,15}$/);

  // It must not go by accident: what is not saved is lost.
  await page.keyboard.press('Escape');
  await expect(reveal).toBeVisible();
  await expect(reveal.getByRole('button', { name: 'Done' })).toBeDisabled();
  await reveal.getByLabel('I have saved these').check();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(reveal).toBeHidden();

  const row = page.getByRole('row', { name: /Front desk CRM/ });
  await expect(row.getByText(/now|sec|s ago/i).first()).toBeVisible();
  const requestsToday = row.getByRole('cell').last();
  const before = Number(await requestsToday.innerText());
  expect(runCurl(curl).status).toBe(200);
  // Live, without a reload.
  await expect(requestsToday).toHaveText(String(before + 1), { timeout: 1_000 });

  await row.getByRole('link', { name: /Front desk CRM/ }).click();
  await expect(page.getByRole('heading', { name: 'Front desk CRM' })).toBeVisible();
  await expect(page.getByText('GET /api/external/patients').first()).toBeVisible();
  await page.getByRole('switch').click();
  // Said only when it is so.
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
  const refused = runCurl(curl);
  expect(refused.status).toBe(401);
  expect(JSON.parse(refused.body)).toMatchObject({
    success: false,
    code: 'INVALID_API_KEY',
    message: 'Invalid API credentials',
  });
  // The caller was told nothing; the admin sees the cause, without a reload.
  const attempt = page.getByRole('row').filter({ hasText: 'The key is disabled' });
  await expect(attempt).toBeVisible();
  await expect(attempt).toContainText('401');
});

test.describe('the door of the dashboard', () => {
  // The refused login is a 401, which the browser reports in the console.
  test.use({ expectedProblems: /status of 401/ });

  test('leads to the login and back', async ({ page, request }) => {
    const direct = await request.get('/dashboard/api-keys', { maxRedirects: 0 });
    expect(direct.status()).toBe(307);
    expect(direct.headers().location).toContain('/login');
    expect(direct.headers()['content-security-policy']).not.toContain('unsafe-eval');

    await page.goto('/login');
    await fillLogin(page, { email: 'nobody@e2e.hospital', password: 'wrong password' });
    await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();

    await signIn(page);
    await page
      .getByRole('button', { name: /Administrator/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: /sign out/i }).click();
    await expect(page).toHaveURL(/\/login/);
    await page.goto('/dashboard/api-keys');
    await expect(page).toHaveURL(/\/login/);
  });
});
