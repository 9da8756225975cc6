import { expect, type Page } from '@playwright/test';
import type { CallShowcase } from '../support/call-showcase';
import { ownerSql } from '../support/owner-database';
import type { PageState } from '../support/page-state';

const LIST = '/dashboard/calls';
const upToDate = (page: Page) => expect(page.getByText('Up to date')).toBeVisible();

export const NO_CALL_STATES: readonly PageState<null>[] = [
  {
    name: 'calls-none',
    open: async (page) => {
      await page.goto(LIST);
      await expect(page.getByText('Nobody is on the phone.')).toBeVisible();
      await expect(page.getByText('No calls yet')).toBeVisible();
      await upToDate(page);
    },
  },
];

/** The hospital's calls, and one call's page. */
export const CALL_STATES: readonly PageState<CallShowcase>[] = [
  {
    name: 'calls-all',
    open: async (page) => {
      await page.goto(LIST);
      await expect(page.getByText('5 live')).toBeVisible();
      await upToDate(page);
    },
  },
  {
    name: 'calls-older',
    open: async (page) => {
      await page.goto(`${LIST}?agent=inbound&from=2026-01-01`);
      await expect(page.getByRole('button', { name: 'Clear' })).toBeVisible();
      await page.goto(LIST);
      await page.getByRole('button', { name: 'Older' }).click();
      await expect(page).toHaveURL(/older=/);
      await expect(page.getByRole('button', { name: 'Newer' })).toBeEnabled();
    },
  },
  {
    name: 'calls-filtered-to-nothing',
    open: async (page) => {
      await page.goto(`${LIST}?agent=feedback&from=2025-01-01&to=2025-01-31`);
      await expect(page.getByText('No call matches')).toBeVisible();
      await upToDate(page);
    },
  },
  {
    name: 'calls-reconnecting',
    open: async (page) => {
      await page.route('**/api/dashboard/live-calls', (route) => route.fulfill({ status: 500 }));
      await page.goto(LIST);
      await expect(page.getByText('Reconnecting')).toBeVisible();
      await page.unroute('**/api/dashboard/live-calls');
    },
  },
  {
    name: 'calls-not-loaded',
    open: async (page) => {
      await ownerSql('ALTER TABLE calls RENAME TO calls_away');
      try {
        await page.goto(LIST);
        await expect(page.getByText('The live calls could not be loaded')).toBeVisible();
        await expect(page.getByText('The calls could not be loaded')).toBeVisible();
      } finally {
        await ownerSql('ALTER TABLE calls_away RENAME TO calls');
      }
    },
  },
  {
    name: 'call-live',
    open: async (page, { live }) => {
      await page.goto(`${LIST}/${live}`);
      await expect(page.getByText('Listening')).toBeVisible();
    },
  },
  {
    name: 'call-silent',
    open: async (page, { silent }) => {
      await page.goto(`${LIST}/${silent}`);
      await expect(page.getByText('Nothing has been said yet')).toBeVisible();
    },
  },
  {
    name: 'call-new-lines',
    open: async (page, { api, live }) => {
      await page.goto(`${LIST}/${live}`);
      const log = page.getByRole('log');
      for (let line = 1; line <= 12; line++) await api.say(live, line % 2 ? 'patient' : 'agent', `And line ${line} of it.`);
      await expect(log.getByText('And line 12 of it.')).toBeVisible();
      await log.evaluate((element) => element.scrollTo({ top: 0 }));
      await api.say(live, 'agent', 'Is there anything else that I can do for you?');
      await expect(page.getByRole('button', { name: '1 new line' })).toBeVisible();
    },
  },
  {
    name: 'call-ended',
    open: async (page, { ended }) => {
      await page.goto(`${LIST}/${ended}`);
      await expect(page.getByText('1:34')).toBeVisible();
    },
  },
  {
    name: 'call-missed',
    open: async (page, { missed }) => {
      await page.goto(`${LIST}/${missed}`);
      await expect(page.getByText('Nobody took this call')).toBeVisible();
    },
  },
  {
    name: 'call-unknown',
    open: async (page, { unknown }) => {
      await page.goto(`${LIST}/${unknown}`);
      await expect(page.getByText('Not known')).toBeVisible();
    },
  },
];
