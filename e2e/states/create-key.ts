import { expect, type Page } from '@playwright/test';
import { ownerSql } from '../support/owner-database';
import type { PageState } from '../support/page-state';
import type { Showcase } from '../support/showcase';

async function openDialog(page: Page) {
  await page.goto('/dashboard/api-keys');
  await page.getByRole('button', { name: 'Create API Key' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create API key' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The creation of a key, from its empty form to what is shown once. */
export const CREATE_STATES: readonly PageState<Showcase>[] = [
  { name: 'create', open: async (page) => void (await openDialog(page)) },
  {
    name: 'create-preset',
    open: async (page) => {
      const dialog = await openDialog(page);
      await dialog.getByLabel('Name').fill('Nyra CRM');
      await dialog.getByRole('button', { name: /CRM booking/ }).click();
    },
  },
  {
    name: 'create-restrictions',
    open: async (page) => {
      const dialog = await openDialog(page);
      await dialog.getByRole('button', { name: /Restrictions/ }).click();
      await dialog.getByLabel('Expires').selectOption('90');
      await dialog.getByLabel('Allowed addresses').fill('203.0.113.7\n2001:db8::/48');
      await dialog.getByLabel('Rate tier').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'create-refused',
    open: async (page) => {
      const dialog = await openDialog(page);
      await dialog.getByRole('button', { name: /Restrictions/ }).click();
      await dialog.getByLabel('Allowed addresses').fill('203.0.113.7\n10.1\n0.0.0.0/0');
      await dialog.getByRole('button', { name: 'Create key' }).click();
      await expect(dialog.getByText('Give the key a name')).toBeVisible();
    },
  },
  {
    name: 'create-refused-restrictions',
    open: async (page) => {
      const dialog = await openDialog(page);
      await dialog.getByLabel('Name').fill('Nyra CRM');
      await dialog.getByRole('button', { name: /CRM booking/ }).click();
      await dialog.getByRole('button', { name: /Restrictions/ }).click();
      await dialog.getByLabel('Expires').selectOption('date');
      await dialog.getByLabel('Allowed addresses').fill('203.0.113.7\n10.1\n0.0.0.0/0');
      await dialog.getByRole('button', { name: 'Create key' }).click();
      await expect(dialog.getByText('Line 2')).toBeVisible();
    },
  },
  {
    name: 'revealed',
    open: async (page) => {
      const dialog = await openDialog(page);
      await dialog.getByLabel('Name').fill('Nyra CRM');
      await dialog.getByRole('button', { name: /CRM booking/ }).click();
      await dialog.getByRole('button', { name: 'Create key' }).click();
      await expect(page.getByText('Shown only once')).toBeVisible();
    },
  },
  {
    // The last one: it ends the session.
    name: 'session-ended',
    open: async (page, { tenant }) => {
      const dialog = await openDialog(page);
      await dialog.getByLabel('Name').fill('Nyra CRM');
      await dialog.getByRole('button', { name: /CRM booking/ }).click();
      await ownerSql('UPDATE sessions SET revoked_at = now() WHERE hospital_id = $1', [tenant.hospitalId]);
      await dialog.getByRole('button', { name: 'Create key' }).click();
      await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
    },
  },
];
