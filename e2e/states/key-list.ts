import { expect } from '@playwright/test';
import { ownerSql } from '../support/owner-database';
import type { PageState } from '../support/page-state';
import type { Showcase } from '../support/showcase';

const LIST = '/dashboard/api-keys';

export const EMPTY_STATES: readonly PageState<null>[] = [
  {
    name: 'keys-none',
    open: async (page) => {
      await page.goto(LIST);
      await expect(page.getByText('No API keys yet')).toBeVisible();
    },
  },
  {
    name: 'password-change',
    open: async (page) => {
      await page.goto('/change-password');
      await page.getByRole('button', { name: 'Change password' }).click();
      await expect(page.getByText('Enter your present password.')).toBeVisible();
    },
  },
];

export const RECEPTIONIST_STATES: readonly PageState<null>[] = [
  {
    name: 'no-administrator',
    open: async (page) => {
      await page.goto(LIST);
      await expect(page.getByRole('heading', { name: 'Nothing here for you yet' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'API keys' })).toBeHidden();
    },
  },
];

export const SINGLE_STATES: readonly PageState<null>[] = [
  {
    name: 'keys-one',
    open: async (page) => {
      await page.goto(LIST);
      await expect(page.getByText('Never', { exact: false }).first()).toBeAttached();
    },
  },
];

export const LIST_STATES: readonly PageState<Showcase>[] = [
  {
    name: 'keys-all',
    open: async (page) => {
      await page.goto(LIST);
      await expect(page.getByText('1–12 of 12')).toBeVisible();
    },
  },
  {
    name: 'keys-filtered-to-nothing',
    open: async (page) => {
      await page.goto(LIST);
      await page.getByLabel('Search by name or key').fill('no such partner');
      await expect(page.getByText('No key matches')).toBeVisible();
    },
  },
  {
    name: 'keys-not-loaded',
    open: async (page) => {
      // The list alone fails: for a moment there is no such table.
      await ownerSql('ALTER TABLE api_keys RENAME TO api_keys_away');
      try {
        await page.goto(LIST);
        await expect(page.getByText('The keys could not be loaded')).toBeVisible();
      } finally {
        await ownerSql('ALTER TABLE api_keys_away RENAME TO api_keys');
      }
    },
  },
  {
    name: 'page-failed',
    open: async (page) => {
      await ownerSql('ALTER TABLE branches RENAME TO branches_away');
      try {
        await page.goto(LIST);
        await expect(page.getByText('This page could not be shown')).toBeVisible();
      } finally {
        await ownerSql('ALTER TABLE branches_away RENAME TO branches');
      }
    },
  },
  {
    name: 'account-menu',
    open: async (page) => {
      await page.goto(LIST);
      await page
        .getByRole('button', { name: /^Account of/ })
        .locator('visible=true')
        .click();
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    },
  },
  {
    name: 'not-found',
    open: async (page) => {
      await page.goto(`${LIST}/no-such-key`);
      await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    },
  },
];
