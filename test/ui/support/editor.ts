import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { PageElement, PageGlobals } from './dom.ts';
import { chooseFromMenu, openMenu } from './menu.ts';
import { expectSoon, matches } from './waiting.ts';
import type { Text } from './waiting.ts';

/** The leftmost text editor that is open. */
export type Editor = {
  /** Opens a file of the workspace folder, by path below it. */
  readonly open: (path: string) => Promise<void>;
  /** The lens with this title; with several, the one right over the line that holds `above`: lenses
   * come one after the other, so the nearest may still be another line's. */
  readonly codeLens: (title: Text, above?: Text) => Promise<Locator>;
  /** Titles of all lenses on show, from top to bottom. */
  readonly codeLensTitles: () => Promise<string[]>;
  /** Lines on show, from top to bottom. */
  readonly visibleText: () => Promise<string>;
  readonly waitForText: (text: Text) => Promise<void>;
  /** Moves the cursor; both count from 1. */
  readonly goTo: (line: number, column?: number) => Promise<void>;
  readonly position: () => Promise<{ line: number; column: number }>;
  /** Puts text in at the cursor, as if pasted: nothing is closed or completed by the editor. */
  readonly insert: (text: string) => Promise<void>;
  readonly replaceAll: (text: string) => Promise<void>;
  readonly save: () => Promise<void>;
  readonly focus: () => Promise<void>;
  /** Opens the context menu on a line and chooses an entry. */
  readonly contextMenu: (line: Text, entry: string) => Promise<void>;
};

/** Pixels from a lens down to its line. */
const closely = 30;

export function editorOf(page: Page, folder: string | undefined): Editor {
  // A panel beside it may be the active one.
  const group = page
    .locator('.editor-group-container', { has: page.locator('.editor-instance .monaco-editor[role="code"]') })
    .first();
  const editor = group.locator('.monaco-editor[role="code"]').first();
  const lenses = group.locator('.codelens-decoration a');
  const lines = editor.locator('.view-line');
  const visibleLines = (): Promise<{ text: string; top: number }[]> =>
    lines.evaluateAll((all: readonly PageElement[]) =>
      all
        .map(line => ({
          text: (line.textContent ?? '').replaceAll('\u00a0', ' '),
          top: line.getBoundingClientRect().top,
        }))
        .sort((a, b) => a.top - b.top),
    );
  const visibleText = async (): Promise<string> => (await visibleLines()).map(line => line.text).join('\n');
  const visibleLenses = async (): Promise<{ index: number; text: string; top: number }[]> => {
    const found = await lenses.evaluateAll((all: readonly PageElement[]) =>
      all.map((lens, index) => {
        const { top, left } = lens.getBoundingClientRect();
        // Lenses of lines that are scrolled away stay in the page, hidden.
        const shown = lens.checkVisibility({ visibilityProperty: true });
        return { index, text: shown ? (lens.textContent ?? '').trim() : '', top, left };
      }),
    );
    return found.filter(lens => lens.text !== '').sort((a, b) => a.top - b.top || a.left - b.left);
  };
  const focus = async (): Promise<void> => {
    // While a dialog fades out, a key comes to nothing.
    await expectSoon('the editor to have the focus', async () => {
      await page.keyboard.press('ControlOrMeta+1');
      return editor
        .and(page.locator('.focused'))
        .waitFor({ timeout: 1000 })
        .then(
          () => true,
          () => false,
        );
    });
  };
  const insert = async (text: string): Promise<void> => {
    // Pasted, since typing has the editor close brackets and complete words.
    await page.evaluate(value => (globalThis as unknown as PageGlobals).navigator.clipboard.writeText(value), text);
    await page.keyboard.press('ControlOrMeta+V');
    const lastLine = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
    await expectSoon(`pasted ${lastLine}`, async () => (await visibleText()).includes(lastLine), visibleText);
  };
  return {
    focus,
    insert,
    visibleText,
    open: async path => {
      const box = page.locator('.quick-input-widget:visible .quick-input-box input');
      // A panel that has just come to the front takes the focus some time later, which closes the box.
      await expectSoon(`box to open ${path} with`, async () => {
        await page.keyboard.press('ControlOrMeta+P');
        // An absolute path is looked up directly; a name would wait for the search engine.
        return box.fill(folder === undefined ? path : join(folder, path), { timeout: 2000 }).then(
          () => true,
          () => false,
        );
      });
      const name = path.split('/').at(-1) ?? path;
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
      await box.press('Enter');
      await group.locator('.tab.active', { hasText: name }).waitFor();
      await lines.first().waitFor();
    },
    codeLens: async (title, above) => {
      let index = -1;
      const choose = async (): Promise<boolean> => {
        const line = above === undefined ? undefined : (await visibleLines()).find(({ text }) => matches(text, above));
        const fitting = (await visibleLenses()).filter(lens =>
          typeof title === 'string' ? lens.text === title : title.test(lens.text),
        );
        const chosen =
          above === undefined
            ? fitting[0]
            : fitting.find(lens => line !== undefined && lens.top < line.top + 1 && lens.top > line.top - closely);
        index = chosen?.index ?? -1;
        return index >= 0;
      };
      await expectSoon(`code lens ${title}`, choose, visibleLenses);
      return lenses.nth(index);
    },
    codeLensTitles: async () => (await visibleLenses()).map(lens => lens.text),
    waitForText: async wanted => {
      await expectSoon(`editor text ${wanted}`, async () => matches(await visibleText(), wanted), visibleText);
    },
    goTo: async (line, column = 1) => {
      const box = page.locator('.quick-input-widget:visible .quick-input-box input');
      // A panel that comes up in the meantime takes the focus, and has no lines.
      await expectSoon(`line ${line}`, async () => {
        await focus();
        await page.keyboard.press('Control+G');
        await box.fill(`:${line}:${column}`);
        const answer = page
          .locator('.quick-input-widget:visible')
          .getByText(/\bline\b/)
          .first();
        const isLine = !(await answer.innerText()).includes('Open a text editor first');
        await box.press(isLine ? 'Enter' : 'Escape');
        await box.waitFor({ state: 'hidden' });
        return isLine;
      });
    },
    position: async () => {
      const text = await page.locator('.statusbar-item', { hasText: /Ln \d+, Col \d+/ }).innerText();
      const [line, column] = [...text.matchAll(/\d+/g)].map(match => Number(match[0]));
      return { line: line ?? 0, column: column ?? 0 };
    },
    replaceAll: async text => {
      await focus();
      await page.keyboard.press('ControlOrMeta+A');
      await insert(text);
    },
    save: async () => {
      await page.keyboard.press('ControlOrMeta+S');
      await group.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    },
    contextMenu: async (line, entry) => {
      await openMenu(page, lines.filter({ hasText: line }).first());
      await chooseFromMenu(page, entry);
    },
  };
}
