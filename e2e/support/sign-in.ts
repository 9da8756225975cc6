import { expect, type Page } from '@playwright/test';
import { ADMIN } from './admin';

type Login = { email: string; password: string };

/** Fills the login form and sends it. */
export async function fillLogin(page: Page, { email, password }: Login): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in through the form and waits for the page that was asked for. */
export async function signIn(page: Page, { path = '/dashboard/api-keys', login = ADMIN as Login } = {}): Promise<void> {
  await page.goto(path);
  await expect(page).toHaveURL(/\/login/);
  await fillLogin(page, login);
  await expect(page).toHaveURL(new RegExp(`${path}$`));
}
