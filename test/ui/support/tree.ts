import type { Locator, Page } from 'playwright-core';
import type { PageElement } from './dom.ts';
import { chooseFromMenu, openMenu, readMenu } from './menu.ts';
import { exactly, expectSoon, settled } from './waiting.ts';
import type { Text } from './waiting.ts';

export type TreeRow = {
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly ariaLabel: string;
  /** 1 for the top. */
  readonly level: number;
  readonly expanded: boolean | undefined;
};

/** One tree view in the side bar, by its title. */
export type Tree = {
  readonly rows: () => Promise<TreeRow[]>;
  readonly labels: () => Promise<string[]>;
  /** The row with exactly this label (or matching the pattern anywhere in the row); waits when acted upon. */
  readonly row: (label: Text) => Locator;
  readonly waitForRow: (label: Text) => Promise<void>;
  readonly expand: (label: Text) => Promise<void>;
  /** Opens a row's context menu and chooses an entry. */
  readonly contextMenu: (label: Text, entry: string) => Promise<void>;
  /** Entries of a row's context menu, which is closed again. */
  readonly contextMenuEntries: (label: Text) => Promise<string[]>;
  /** Presses an icon that shows when the pointer is over the row. */
  readonly inlineAction: (label: Text, name: Text) => Promise<void>;
  /** Presses an icon in the view's title bar. */
  readonly titleAction: (name: Text) => Promise<void>;
  /** What the view shows while it is empty. */
  readonly welcome: () => Locator;
};

export function treeOf(page: Page, viewTitle: string): Tree {
  // "Accounts Section", or with help or a description beside the title.
  const pane = page.locator('.pane', { has: page.locator(`.pane-header[aria-label*="${viewTitle}"]`) });
  const rows = pane.locator('[role="treeitem"]');
  const row = (label: Text): Locator =>
    typeof label === 'string'
      ? rows.filter({ has: page.locator('.label-name', { hasText: exactly(label) }) }).first()
      : rows.filter({ hasText: label }).first();
  /** While VS Code reads a tree again, what is chosen for one of its rows comes to the command without the row. */
  const rest = async (label: Text): Promise<void> => {
    await row(label).waitFor();
    await settled(() => rows.allTextContents());
  };
  return {
    row,
    rows: () =>
      rows.evaluateAll((all: readonly PageElement[]) =>
        all.map(element => {
          const expanded = element.getAttribute('aria-expanded');
          return {
            label: element.querySelector('.label-name')?.textContent ?? '',
            description: element.querySelector('.label-description')?.textContent ?? '',
            ariaLabel: element.getAttribute('aria-label') ?? '',
            level: Number(element.getAttribute('aria-level')),
            expanded: expanded === null ? undefined : expanded === 'true',
          };
        }),
      ),
    labels: () => rows.locator('.label-name').allTextContents(),
    waitForRow: label => row(label).waitFor(),
    expand: async label => {
      await row(label).waitFor();
      if ((await row(label).getAttribute('aria-expanded')) === 'false') {
        await row(label).locator('.monaco-tl-twistie').click();
        await row(label).and(page.locator('[aria-expanded="true"]')).waitFor();
      }
    },
    contextMenu: async (label, entry) => {
      await rest(label);
      await openMenu(page, row(label));
      await chooseFromMenu(page, entry);
    },
    contextMenuEntries: async label => {
      await openMenu(page, row(label));
      return readMenu(page);
    },
    inlineAction: async (label, name) => {
      await rest(label);
      const action = row(label).locator('.actions').getByRole('button', { name }).first();
      // A row that is drawn anew forgets that the pointer is over it.
      await expectSoon(`action ${name} of row ${label}`, async () => {
        await page.mouse.move(0, 0);
        const pressed = row(label)
          .hover({ timeout: 2000 })
          .then(() => action.click({ timeout: 2000 }));
        return pressed.then(
          () => true,
          () => false,
        );
      });
    },
    titleAction: async name => {
      // With a single view its actions move into the title of the side bar.
      const single = page.locator('.part.sidebar > .title');
      await pane.hover();
      await single.or(pane.locator('.pane-header .actions')).getByRole('button', { name }).first().click();
    },
    welcome: () => pane.locator('.welcome-view-content'),
  };
}
