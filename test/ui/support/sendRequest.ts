import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** A request file with a GET of each name, four lines apart. */
export function requestFile(names: readonly string[]): string {
  return names.map(name => `### ${name}\nGET /app/${name}\n\n\n`).join('');
}

/** Sends a request of such a file with the key, and answers its panel once the response is there. */
export async function sendNamed(
  workbench: Workbench,
  names: readonly string[],
  name: string,
  wait = /\d{3} /,
): Promise<Frame> {
  await workbench.editor.focus();
  await workbench.editor.goTo(names.indexOf(name) * 4 + 2);
  await workbench.page.keyboard.press('ControlOrMeta+Alt+Enter');
  for (;;) {
    const frame = await workbench.webview(`Response · ${name}`);
    try {
      await frame.locator('.status strong', { hasText: wait }).waitFor();
      return frame;
    } catch (error) {
      // A pinned response of the same name may be hidden just now, and its frame goes.
      if (!String(error).includes('detached')) {
        throw error;
      }
    }
  }
}
