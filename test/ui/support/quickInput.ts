import type { Locator, Page } from 'playwright-core';
import type { PageElement } from './dom.ts';
import { exactly, expectSoon, matches } from './waiting.ts';
import type { Text } from './waiting.ts';

/** VS Code's quick pick and input box at the top of the window. */
export type QuickInput = {
  /** Waits until it is open under this title; step numbers such as "(1/5)" belong to the title. */
  readonly waitFor: (title: Text) => Promise<void>;
  readonly title: () => Promise<string>;
  /** Replaces what the box holds. */
  readonly type: (text: string) => Promise<void>;
  readonly accept: () => Promise<void>;
  readonly back: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Chooses the row with this label; waits until it is there. */
  readonly pick: (label: Text) => Promise<void>;
  /** Labels of all rows on show. */
  readonly labels: () => Promise<string[]>;
  /** Label, description and detail of all rows, as a screen reader hears them. */
  readonly rows: () => Promise<string[]>;
  /** The prompt or validation message below the box. */
  readonly message: () => Promise<string>;
  readonly waitForMessage: (text: Text) => Promise<void>;
  readonly value: () => Promise<string>;
  readonly placeholder: () => Promise<string>;
  /** Whether what is typed is hidden. */
  readonly isMasked: () => Promise<boolean>;
  readonly isOpen: () => Promise<boolean>;
  readonly waitForClosed: () => Promise<void>;
  /** Presses a title bar button by its accessible name. */
  readonly button: (name: Text) => Promise<void>;
};

export function quickInputOf(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  const rows = widget.locator('.quick-input-list .monaco-list-row');
  const labelOf = (row: Locator): Locator => row.locator('.quick-input-list-row').first().locator('.label-name');
  const title = async (): Promise<string> =>
    (await widget.count()) > 0 ? textOf(widget.locator('.quick-input-title')) : '';
  const message = async (): Promise<string> =>
    (await widget.count()) > 0 ? textOf(widget.locator('.quick-input-message')) : '';
  return {
    title,
    message,
    waitFor: async wanted => {
      await expectSoon(`quick input titled ${wanted}`, async () => matches(await title(), wanted), title);
    },
    type: text => input.fill(text),
    accept: () => input.press('Enter'),
    back: () => widget.locator('.quick-input-left-action-bar .codicon-quick-input-back').click(),
    close: async () => {
      await input.press('Escape');
      await widget.waitFor({ state: 'hidden' });
    },
    pick: async label => {
      const row = rows.filter({ has: page.locator('.label-name', { hasText: exactly(label) }) }).first();
      await row.waitFor();
      // Where the pointer rests from the last choice, a row's hover may cover the next one.
      await page.mouse.move(0, 0);
      await row.click();
      // What is typed next is for what comes next. Some lists stay open, with the same row.
      await row.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
    },
    labels: async () => {
      await rows.first().waitFor();
      const all = await rows.all();
      return Promise.all(all.map(async row => (await labelOf(row).textContent()) ?? ''));
    },
    rows: () => rows.evaluateAll((all: readonly PageElement[]) => all.map(row => row.getAttribute('aria-label') ?? '')),
    waitForMessage: async wanted => {
      await expectSoon(`quick input message ${wanted}`, async () => matches(await message(), wanted), message);
    },
    value: () => input.inputValue(),
    placeholder: async () => (await input.getAttribute('placeholder')) ?? '',
    isMasked: async () => (await input.getAttribute('type')) === 'password',
    isOpen: async () => (await widget.count()) > 0,
    waitForClosed: () => widget.waitFor({ state: 'hidden' }),
    button: name => widget.getByRole('button', { name }).first().click(),
  };
}

async function textOf(locator: Locator): Promise<string> {
  return (
    (await locator
      .first()
      .textContent({ timeout: 1000 })
      .catch(() => '')) ?? ''
  );
}
