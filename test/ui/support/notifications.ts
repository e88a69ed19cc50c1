import type { ElementHandle, Locator, Page } from 'playwright-core';
import { expectSoon, matches } from './waiting.ts';
import type { Text } from './waiting.ts';

/** Toasts in the corner and modal dialogs in the middle. */
export type Notifications = {
  readonly texts: () => Promise<string[]>;
  /** Waits for a toast and answers its whole text. */
  readonly waitFor: (text: Text) => Promise<string>;
  readonly waitForGone: (text: Text) => Promise<void>;
  /** Names of a toast's buttons. */
  readonly actions: (text: Text) => Promise<string[]>;
  /** Presses a button of the toast. */
  readonly click: (text: Text, action: string) => Promise<void>;
  readonly dismiss: (text: Text) => Promise<void>;
  /** Waits for a modal dialog and answers message and detail. */
  readonly waitForDialog: (text: Text) => Promise<string>;
  readonly dialogButtons: () => Promise<string[]>;
  readonly clickDialog: (button: string) => Promise<void>;
};

/** Milliseconds between two looks behind the bell, which cost the window some work. */
const bellEvery = 5000;

export function notificationsOf(page: Page): Notifications {
  const toasts = page.locator('.notifications-toasts .notification-list-item');
  const progress = toasts.filter({ has: page.locator('.monaco-progress-container.active') });
  const dialog = page.locator('.monaco-dialog-box');
  const texts = (): Promise<string[]> => textsOf(toasts);
  const toast = (text: Text): ReturnType<Page['locator']> => toasts.filter({ hasText: text }).first();
  const center = page.locator('.notifications-center.visible');
  const bell = page.locator('[id="status.notifications"]');
  /** A toast fades after some seconds, and a fourth within 800 ms does not come at all: it waits behind the bell. */
  const behindBell = async <T>(look: (items: Locator) => Promise<T>): Promise<T> => {
    if (!(await center.isVisible())) {
      await bell.click();
    }
    const found = await look(center.locator('.notification-list-item'));
    if (await center.isVisible()) {
      await bell.click();
    }
    return found;
  };
  const dialogText = async (): Promise<string> =>
    (await dialog.count()) > 0 ? dialog.locator('.dialog-message-container').innerText() : '';
  return {
    texts,
    waitFor: async wanted => {
      // Toasts fade; a failure should name those that came and went.
      const seen = new Set<string>();
      const find = (): string | undefined => [...seen].find(text => matches(text, wanted));
      let bellAt = Date.now() + bellEvery;
      await expectSoon(
        `notification ${wanted}`,
        async () => {
          (await texts()).forEach(text => seen.add(text));
          if (find() === undefined && Date.now() > bellAt) {
            bellAt = Date.now() + bellEvery;
            (await behindBell(textsOf)).forEach(text => seen.add(text));
          }
          return find() !== undefined;
        },
        () => Promise.resolve([...seen]),
      );
      return find() ?? '';
    },
    waitForGone: async wanted => {
      await expectSoon(
        `notification ${wanted} to go`,
        async () => !(await texts()).some(text => matches(text, wanted)),
        texts,
      );
    },
    actions: async text =>
      (await toast(text).isVisible())
        ? actionsOf(toast(text))
        : behindBell(items => actionsOf(items.filter({ hasText: text }).first())),
    click: async (text, action) => {
      const named = toast(text).getByRole('button', { name: action, exact: true });
      const button = await named.elementHandle({ timeout: 5000 }).catch(() => undefined);
      if (!button || !(await press(button, `${action} of notification ${text}`))) {
        await behindBell(items =>
          items.filter({ hasText: text }).first().getByRole('button', { name: action, exact: true }).click(),
        );
      }
    },
    dismiss: async text => {
      await toast(text).hover();
      await toast(text).locator('.codicon-notifications-clear').click();
    },
    waitForDialog: async wanted => {
      await expectSoon(`dialog ${wanted}`, async () => matches(await dialogText(), wanted), dialogText);
      return dialogText();
    },
    dialogButtons: () => dialog.locator('.dialog-buttons .monaco-button').allInnerTexts(),
    clickDialog: async button => {
      // VS Code shows no fourth toast within 800 ms. A person takes longer; a test waits for the progress to be gone.
      await progress.first().waitFor({ state: 'hidden' });
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
  };
}

function textsOf(items: Locator): Promise<string[]> {
  return items.locator('.notification-list-item-message').allInnerTexts();
}

function actionsOf(item: Locator): Promise<string[]> {
  return item.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
}

/**
 * Presses a toast's button until that closes the toast: it moves when one below it goes, such as progress that has come
 * to its end, and a press meanwhile comes to nothing. Answers false when the toast faded before it was pressed.
 */
async function press(button: ElementHandle, name: string): Promise<boolean> {
  let isPressed = false;
  await expectSoon(`button ${name} to be taken`, async () => {
    isPressed = (await succeeds(button.click({ timeout: 2000 }))) || isPressed;
    return succeeds(button.waitForElementState('hidden', { timeout: 2000 }));
  });
  return isPressed;
}

function succeeds(doing: Promise<unknown>): Promise<boolean> {
  return doing.then(
    () => true,
    () => false,
  );
}
