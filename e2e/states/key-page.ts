import { expect, type Page } from '@playwright/test';
import type { PageState } from '../support/page-state';
import type { Showcase } from '../support/showcase';

async function openKey(page: Page, id: string, tab?: 'Settings') {
  await page.goto(`/dashboard/api-keys/${id}`);
  if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
}

/** One key's page, and every dialog that opens from it. */
export const KEY_STATES: readonly PageState<Showcase>[] = [
  { name: 'key-unused', open: (page, { fresh }) => openKey(page, fresh) },
  {
    name: 'key-used-and-refused',
    open: async (page, { busy }) => {
      await openKey(page, busy);
      await expect(page.getByRole('table', { name: 'Recent requests' })).toBeVisible();
    },
  },
  { name: 'key-overlap', open: (page, { overlapping }) => openKey(page, overlapping) },
  { name: 'key-server', open: (page, { serverKey }) => openKey(page, serverKey) },
  { name: 'key-revoked', open: (page, { revoked }) => openKey(page, revoked) },
  { name: 'key-settings', open: (page, { busy }) => openKey(page, busy, 'Settings') },
  {
    name: 'key-rotate',
    open: async (page, { busy }) => {
      await openKey(page, busy);
      await page.getByRole('button', { name: 'Rotate' }).click();
      await page.getByRole('radio', { name: 'None' }).click();
    },
  },
  {
    name: 'key-new-token',
    open: async (page, { busy }) => {
      await openKey(page, busy);
      await page.getByRole('button', { name: 'New token' }).click();
    },
  },
  {
    name: 'key-new-token-revealed',
    open: async (page, { fresh }) => {
      await openKey(page, fresh);
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByRole('button', { name: 'Make token' }).click();
      await expect(page.getByText('Shown only once')).toBeVisible();
    },
  },
  {
    name: 'key-rotated-revealed',
    open: async (page, { serverKey }) => {
      await openKey(page, serverKey);
      await page.getByRole('button', { name: 'Rotate' }).click();
      await page.getByRole('button', { name: 'Rotate', exact: true }).click();
      await expect(page.getByText('Shown only once')).toBeVisible();
    },
  },
  {
    name: 'key-revoke',
    open: async (page, { busy }) => {
      await openKey(page, busy, 'Settings');
      await page.getByRole('button', { name: 'Revoke' }).click();
      await page.getByLabel(/^Type/).fill('Nyra');
    },
  },
  {
    name: 'key-disabled',
    open: async (page, { fresh }) => {
      await openKey(page, fresh);
      await page.getByRole('switch').click();
      await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
    },
  },
];
