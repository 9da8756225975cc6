import { openCreateDialog } from './support/create-key';
import { ownerSql } from './support/owner-database';
import { fillLogin, signIn } from './support/sign-in';
import { newTenant } from './support/tenant';
import { expect, test } from './support/test';

const LIST = '/dashboard/api-keys';

// What a tab hears after its session's end is a refusal, which the browser reports in the console.
test.use({ expectedProblems: /status of 401/ });

test('without a session every page answers 307 before it shows anything', async ({ request }) => {
  const foreign = { Cookie: 'trilock-session=forged; __Host-trilock-session=forged' };
  for (const path of ['/dashboard', LIST, `${LIST}/019aa6f0-5b7c-7d10-9c3e-2f6a1b8d4e57`, '/change-password']) {
    for (const headers of [{}, foreign]) {
      const answer = await request.get(path, { maxRedirects: 0, headers });
      expect(answer.status(), path).toBe(307);
      expect(answer.headers().location).toMatch(/^(http:\/\/127\.0\.0\.1:\d+)?\/login\?/);
      expect(await answer.text(), path).not.toContain('Trilock</span>');
    }
  }
});

test('a session that is revoked while somebody types: nothing typed is lost', async ({ signedIn: page, tenant }) => {
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel('Name').fill('Typed before the end');
  await dialog.getByRole('button', { name: /^CRM booking/ }).click();
  await ownerSql('UPDATE sessions SET revoked_at = now() WHERE hospital_id = $1', [tenant.hospitalId]);
  await dialog.getByRole('button', { name: 'Create key' }).click();

  const again = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(again).toBeVisible();
  await expect(again.getByLabel('E-mail')).toHaveValue(tenant.admin.email);
  await expect(again.getByLabel('Password', { exact: true })).toBeFocused();
  await fillLogin(page, tenant.admin);
  await expect(again).toBeHidden();
  await expect(dialog.getByLabel('Name')).toHaveValue('Typed before the end');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Shown only once')).toBeVisible();
});

test('a session that is revoked while somebody looks: the page leads to the login, and back', async ({
  signedIn: page,
  tenant,
}) => {
  await ownerSql('UPDATE sessions SET revoked_at = now() WHERE hospital_id = $1', [tenant.hospitalId]);
  // The stream of use asks for the session every 15 s.
  await expect(page).toHaveURL(/\/login\?ended=1/, { timeout: 25_000 });
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await fillLogin(page, tenant.admin);
  await expect(page).toHaveURL(new RegExp(`${LIST}$`));
});

test('signing out in one tab leaves nothing on the screen of another', async ({ signedIn: page, context }) => {
  const other = await context.newPage();
  await other.goto(LIST);
  await other
    .getByRole('button', { name: /^Account of/ })
    .first()
    .click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/login/);
  await expect(page).toHaveURL(/\/login\?ended=1/);
});

test('a password that somebody else has set is changed before anything else', async ({ page }) => {
  const tenant = await newTenant({ mustChangePassword: true });
  await page.goto(LIST);
  await fillLogin(page, tenant.admin);
  await expect(page).toHaveURL(/\/change-password$/);
  await page.getByLabel('Present password').fill(tenant.admin.password);
  await page.getByLabel('New password', { exact: true }).fill('a new one of my own');
  await page.getByLabel('New password again').fill('a new one of my own');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await signIn(page, { login: { ...tenant.admin, password: 'a new one of my own' } });
  await expect(page.getByText('No API keys yet')).toBeVisible();
});

test('the menu names the role as people call it', async ({ page }) => {
  const tenant = await newTenant({ role: 'super_admin' });
  await signIn(page, { login: tenant.admin });
  await expect(page.getByText('Super admin').first()).toBeVisible();
});
