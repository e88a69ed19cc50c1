import type { Locator, Page } from 'playwright-core';
import type { PageElement } from './dom.ts';
import { expectSoon } from './waiting.ts';

/** Opens the context menu of something; a row that is drawn anew under the pointer loses the press. */
export async function openMenu(page: Page, of: Locator): Promise<void> {
  const menu = page.locator('.monaco-menu').first();
  await expectSoon('context menu', async () => {
    await of.click({ button: 'right' });
    return menu.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  });
}

/** Chooses an entry of the context menu on show. */
export async function chooseFromMenu(page: Page, entry: string): Promise<void> {
  const menu = page.locator('.monaco-menu').first();
  // By its label alone: the accessible name goes on with the key that does the same.
  const item = menu.locator('.action-menu-item', { has: page.locator(`.action-label[aria-label="${entry}"]`) }).first();
  await item.waitFor();
  // For 100 ms a new menu ignores the pointer, lest the click that opened it chooses something.
  await expectSoon(`menu entry ${entry} to be taken`, async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return menu.waitFor({ state: 'hidden', timeout: 500 }).then(
      () => true,
      () => false,
    );
  });
}

/** Names of the entries that can be chosen; closes the menu. */
export async function readMenu(page: Page): Promise<string[]> {
  const menu = page.locator('.monaco-menu').first();
  await menu.waitFor();
  const entries = menu.locator('.action-item:not(.disabled) .action-label[aria-label]:not(.separator)');
  const names = await entries.evaluateAll((all: readonly PageElement[]) =>
    all.map(element => element.getAttribute('aria-label') ?? ''),
  );
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  return names.filter(name => name !== '');
}
