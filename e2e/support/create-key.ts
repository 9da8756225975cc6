import type { Locator, Page } from '@playwright/test';

/** Opens the creation dialog. */
export async function openCreateDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Create API Key' }).first().click();
  return page.getByRole('dialog', { name: 'Create API key' });
}

/** Fills in a name and a preset, creates, and gives the dialog that shows the credentials. */
export async function createThroughDialog(page: Page, name: string, preset = /^CRM booking/): Promise<Locator> {
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: preset }).click();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  return page.getByRole('dialog', { name: 'Your new API key' });
}

/** The value that a reveal shows under a label. */
export async function revealedValue(dialog: Locator, label: string): Promise<string> {
  const button = dialog.getByRole('button', { name: `Copy ${label.toLowerCase()}` });
  return (await button.locator('xpath=preceding-sibling::code').innerText()).trim();
}

/** Says that the credentials are saved, and closes. */
export async function finishReveal(dialog: Locator): Promise<void> {
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
}

/** Presses Tab until an element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`not reached with ${most} presses of Tab: ${target}`);
}
