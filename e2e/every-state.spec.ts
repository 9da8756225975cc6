import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CALL_STATES, NO_CALL_STATES } from './states/calls';
import { CREATE_STATES } from './states/create-key';
import { EMPTY_STATES, LIST_STATES, RECEPTIONIST_STATES, SINGLE_STATES } from './states/key-list';
import { KEY_STATES } from './states/key-page';
import { LOGIN_STATES } from './states/login';
import { type CallShowcase, makeCallShowcase } from './support/call-showcase';
import type { PageState } from './support/page-state';
import { makeShowcase, type Showcase } from './support/showcase';
import { fillLogin, signIn } from './support/sign-in';
import { newTenant } from './support/tenant';
import { expect, test } from './support/test';

/**
 * Every page and dialog in every state: no violation of WCAG 2.2 AA that axe can find, at desktop and phone width, light and
 * dark; nothing wider than the screen. With `SCREENS` (scripts/check-screens.ts) each is photographed, for people to look at.
 */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const FOLDER = process.env.SCREENS;
const ONLY = process.env.SCREENS_ONLY ?? '';
const CHECKED = { light: [1280, 360], dark: [1280] };
const PHOTOGRAPHED = { light: [360, 768, 1280, 1920], dark: [360, 768, 1280, 1920] };

// Some states are refusals, which the browser reports in the console.
test.use({ expectedProblems: /status of (401|404|500)|Minified React error #|digest/ });
// A trace films the page, which takes longer than the looking.
test.use({ trace: 'off' });
test.setTimeout(600_000);

async function inspect(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}$`));
    for (const width of (FOLDER === undefined ? CHECKED : PHOTOGRAPHED)[colorScheme]) {
      await page.setViewportSize({ width, height: width < 768 ? 780 : 900 });
      await painted(page);
      const at = `${name}-${width}-${colorScheme}`;
      if (FOLDER !== undefined) await photograph(page, join(FOLDER, `${at}.png`));
      else await judge(page, at, colorScheme);
    }
  }
  for (const width of [768, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await painted(page);
    await measure(page, `${name}-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Nothing is wider than the screen, and no table wider than its card. */
async function measure(page: Page, at: string): Promise<void> {
  const overflow = await page.evaluate(() => {
    const edge = (element: Element | null) => Math.round(element?.getBoundingClientRect().right ?? 0);
    const tables = [...document.querySelectorAll('table')].map((table) => edge(table) - edge(table.closest('section')));
    return Math.max(document.documentElement.scrollWidth - window.innerWidth, ...tables);
  });
  expect.soft(overflow, `${at} is too wide`).toBeLessThanOrEqual(0);
}

/** Two frames on: every transition between the colour schemes, which reduced motion makes instant, has ended. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** A page in its whole length; a dialog as it stands on the screen. */
async function photograph(page: Page, path: string): Promise<void> {
  const dialogs = await page.locator('[role="dialog"], [role="alertdialog"]').count();
  await page.screenshot({ path, fullPage: dialogs === 0, animations: 'disabled' });
}

async function judge(page: Page, at: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const axe = new AxeBuilder({ page });
  // Between light and dark only colours differ.
  const { violations } = await (colorScheme === 'light' ? axe.withTags(RULES) : axe.withRules('color-contrast')).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('\n')}`,
  );
  expect.soft(found, at).toEqual([]);
  await measure(page, at);
}

async function inspectAll<World>(page: Page, states: readonly PageState<World>[], world: World): Promise<void> {
  for (const { name, open } of states.filter((state) => state.name.includes(ONLY))) {
    await test.step(name, async () => {
      // A revealed secret asks before the page is left: here it may go.
      page.once('dialog', (question) => question.accept());
      await open(page, world);
      await inspect(page, name);
      page.removeAllListeners('dialog');
    });
  }
}

test('without a session', async ({ page }) => inspectAll(page, LOGIN_STATES, null));

test('a hospital without keys', async ({ signedIn }) => inspectAll(signedIn, EMPTY_STATES, null));

test('a hospital without calls', async ({ signedIn }) => inspectAll(signedIn, NO_CALL_STATES, null));

test('somebody who is no administrator', async ({ page }) => {
  const { admin } = await newTenant({ role: 'receptionist', person: 'Lucía Restrepo' });
  await page.goto('/login');
  await fillLogin(page, admin);
  await expect(page).toHaveURL(/\/dashboard$/);
  await inspectAll(page, RECEPTIONIST_STATES, null);
});

test('a hospital with one key', async ({ api, signedIn }) => {
  await api.createKey({ name: 'Nyra CRM' });
  await inspectAll(signedIn, SINGLE_STATES, null);
});

test('calls', async ({ page, baseURL }) => {
  const world: CallShowcase = await makeCallShowcase(baseURL ?? '');
  await signIn(page, { path: '/dashboard/calls', login: world.tenant.admin });
  await inspectAll(page, CALL_STATES, world);
});

test.describe('a hospital with keys of every sort', () => {
  let world: Showcase;
  test.beforeAll(async ({ baseURL }) => {
    world = await makeShowcase(baseURL ?? '');
  });

  for (const [title, states] of Object.entries({ list: LIST_STATES, create: CREATE_STATES, key: KEY_STATES })) {
    test(`${title}`, async ({ page }) => {
      await signIn(page, { login: world.tenant.admin });
      await inspectAll(page, states, world);
    });
  }
});
