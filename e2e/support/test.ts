import { test as base, expect, type Page } from '@playwright/test';
import { askAsCrm, type CrmAnswer, type Locks } from './crm';
import { HospitalApi } from './hospital-api';
import { signIn } from './sign-in';
import { newTenant, type Tenant } from './tenant';

type Fixtures = {
  /** What the page may complain of in this test, such as the refusals that the test provokes. */
  expectedProblems: RegExp | null;
  tenant: Tenant;
  api: HospitalApi;
  /** One request of a CRM with its three locks. */
  ask: (locks: Locks, path?: string) => Promise<CrmAnswer>;
  /** A page on which the tenant's admin is signed in. */
  signedIn: Page;
};

/**
 * Every test fails on what its page complains of: a script's error, an error in the console, a violation of the
 * Content-Security-Policy, a difference between the server's and the browser's rendering.
 */
export const test = base.extend<Fixtures>({
  expectedProblems: [null, { option: true }],
  page: async ({ page, expectedProblems }, use) => {
    const problems: string[] = [];
    const note = (text: string) => expectedProblems?.test(text) || problems.push(text);
    page.on('pageerror', (error) => note(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && note(`${message.text()} (${message.location().url})`));
    await use(page);
    expect(problems).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  tenant: async ({}, use) => use(await newTenant()),
  api: async ({ tenant, baseURL }, use) => use(await HospitalApi.open(baseURL ?? '', tenant)),
  ask: async ({ baseURL }, use) => use((locks, path) => askAsCrm(baseURL ?? '', locks, path)),
  signedIn: async ({ page, tenant }, use) => {
    await signIn(page, { login: tenant.admin });
    await use(page);
  },
});

export { expect };
