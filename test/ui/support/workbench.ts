// A VS Code window as a person sees it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { outputFolder } from '../../host/paths.ts';
import type { VscodeServer } from '../../host/vscodeServer.ts';
import type { PageElement } from './dom.ts';
import { editorOf } from './editor.ts';
import type { Editor } from './editor.ts';
import { notificationsOf } from './notifications.ts';
import type { Notifications } from './notifications.ts';
import { quickInputOf } from './quickInput.ts';
import type { QuickInput } from './quickInput.ts';
import { treeOf } from './tree.ts';
import type { Tree } from './tree.ts';
import { exactly, expectSoon, settled } from './waiting.ts';
import type { Text } from './waiting.ts';
import { webviewFrame, webviewTitles } from './webviews.ts';

/** A part of the window, in pixels. */
export type Clip = NonNullable<NonNullable<Parameters<Page['screenshot']>[0]>['clip']>;

export type Workbench = {
  readonly page: Page;
  readonly server: VscodeServer;
  /** The workspace folder on disk; a copy of its own when it was named by `openWorkbench`. */
  readonly folder: string | undefined;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  readonly notifications: Notifications;
  /** Runs a command through the palette, by its full title such as "NetSuite TBA: Add Account". */
  readonly runCommand: (title: string) => Promise<void>;
  /** Titles that the palette offers first (about 15) for what was typed. */
  readonly commandsFor: (typed: string) => Promise<string[]>;
  /** Opens the extension's view container. */
  readonly showSideBar: () => Promise<void>;
  readonly tree: (viewTitle: string) => Tree;
  readonly statusBarItem: (text: Text) => Locator;
  readonly statusBarTexts: () => Promise<string[]>;
  readonly webview: (title: Text) => Promise<Frame>;
  readonly webviewTitles: () => Promise<string[]>;
  /** Titles of the open editor tabs. */
  readonly tabs: () => Promise<string[]>;
  readonly clipboard: () => Promise<string>;
  /** Writes .test-output/screenshots/<name>.png, of a part of the window if told, and answers its path. */
  readonly screenshot: (name: string, clip?: Clip) => Promise<string>;
  /** Loads the page again, as a reloaded window: the extension host starts anew, secrets and state stay. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export function workbenchOf(
  page: Page,
  server: VscodeServer,
  folder: string | undefined,
  close: () => Promise<void>,
): Workbench {
  const quickInput = quickInputOf(page);
  const paletteRows = page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  const openPalette = async (typed: string): Promise<void> => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget:visible .quick-input-box input').fill(`>${typed}`, { timeout: 2000 });
  };
  const runCommand = async (title: string): Promise<void> => {
    const row = paletteRows.filter({ has: page.locator('.label-name', { hasText: exactly(title) }) }).first();
    // A palette that opened before the extension's commands were known does not learn of them, and one that is open
    // closes when a panel comes up and takes the focus.
    await expectSoon(`command ${title} in the palette`, async () => {
      try {
        await openPalette(title);
        // Tried without pressing first: a press that came too late to be noticed would run the command twice.
        await row.click({ trial: true, timeout: 2000 });
        const { x, y, width, height } = (await row.boundingBox({ timeout: 1000 }))!;
        await page.mouse.click(x + width / 2, y + height / 2);
        return true;
      } catch {
        await page.keyboard.press('Escape');
        return false;
      }
    });
  };
  return {
    page,
    server,
    folder,
    quickInput,
    editor: editorOf(page, folder),
    notifications: notificationsOf(page),
    runCommand,
    commandsFor: async typed => {
      await openPalette(typed);
      const labels = await settled(() => paletteRows.locator('.label-name').allTextContents());
      await quickInput.close();
      return labels;
    },
    showSideBar: async () => {
      const title = page.locator('.part.sidebar .composite.title', { hasText: /NetSuite TBA/i });
      // While a window restores what was open, a press may come to nothing or close what has just been opened.
      await expectSoon('the extension’s view container', async () => {
        if (!(await title.isVisible())) {
          await containerIcon(page).click();
        }
        return title.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
      });
    },
    tree: viewTitle => treeOf(page, viewTitle),
    statusBarItem: text => page.locator('.statusbar-item', { hasText: text }).first(),
    statusBarTexts: async () => {
      const texts = await page.locator('.statusbar-item:visible').allInnerTexts();
      return texts.map(text => text.trim()).filter(text => text !== '');
    },
    webview: title => webviewFrame(page, title),
    webviewTitles: () => webviewTitles(page),
    tabs: () =>
      page
        .locator('.tabs-container .tab')
        .evaluateAll((all: readonly PageElement[]) => all.map(tab => tab.getAttribute('aria-label') ?? '')),
    clipboard: () => page.evaluate('navigator.clipboard.readText()'),
    screenshot: async (name, clip) => {
      const screenshots = join(outputFolder, 'screenshots');
      await mkdir(screenshots, { recursive: true });
      const path = join(screenshots, `${name}.png`);
      await page.screenshot({ path, ...(clip && { clip }) });
      return path;
    },
    reload: async () => {
      // VS Code's own reload, which saves state first.
      await Promise.all([page.waitForEvent('load'), runCommand('Developer: Reload Window')]);
      await waitUntilReady(page);
    },
    close,
  };
}

/** Waits until VS Code stands and knows the extension. */
export async function waitUntilReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 40_000 });
  await containerIcon(page).waitFor({ timeout: 40_000 });
}

function containerIcon(page: Page): Locator {
  return page.locator('.part.activitybar [role="tab"]:has(.action-label[aria-label^="NetSuite TBA"])');
}
