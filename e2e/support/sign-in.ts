import { expect, type Page } from '@playwright/test';
import { ADMIN } from './admin';

/** Signs in as the admin through the form and waits for the page that was asked for. */
export async function signIn(page: Page, path = '/dashboard/api-keys'): Promise<void> {
  await page.goto(path);
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
}
