import { expect } from '@playwright/test';
import { ADMIN } from '../support/admin';
import type { PageState } from '../support/page-state';
import { fillLogin } from '../support/sign-in';

/** What somebody sees who is not signed in. */
export const LOGIN_STATES: readonly PageState<null>[] = [
  { name: 'login', open: async (page) => void (await page.goto('/login')) },
  {
    name: 'login-empty-fields',
    open: async (page) => {
      await page.goto('/login');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('Enter your e-mail address.')).toBeVisible();
    },
  },
  {
    name: 'login-wrong-password',
    open: async (page) => {
      await page.goto('/login');
      await fillLogin(page, { email: 'nobody@e2e.hospital', password: ADMIN.password });
      await expect(page.getByText('is not right')).toBeVisible();
    },
  },
  { name: 'login-session-ended', open: async (page) => void (await page.goto('/login?ended=1')) },
  { name: 'login-password-changed', open: async (page) => void (await page.goto('/login?changed=1')) },
];
