import type { Frame, Page } from 'playwright-core';
import { expectSoon, matches } from './waiting.ts';
import type { Text } from './waiting.ts';

/**
 * The inner frame of the webview panel on show under this title. A panel whose html is set anew gets a new frame,
 * so ask again after that.
 */
export async function webviewFrame(page: Page, title: Text): Promise<Frame> {
  let found: Frame | undefined;
  await expectSoon(
    `webview ${title}`,
    async () => {
      for (const frame of page.frames()) {
        if (matches(await visibleTitle(frame), title)) {
          found = frame;
        }
      }
      return found !== undefined;
    },
    () => webviewTitles(page),
  );
  // Only a found frame ends the wait.
  return found as unknown as Frame;
}

/** Titles of all webviews on show. */
export async function webviewTitles(page: Page): Promise<string[]> {
  const titles = await Promise.all(page.frames().map(visibleTitle));
  return titles.filter(title => title !== '');
}

/** VS Code puts a webview into two frames: the outer one is shown and hidden, the inner one has the title. */
async function visibleTitle(frame: Frame): Promise<string> {
  try {
    const outer = frame.parentFrame();
    if (outer === null || outer.parentFrame() === null) {
      return '';
    }
    const inner = await frame.frameElement();
    const shown = await (await outer.frameElement()).isVisible();
    if (!shown || (await inner.getAttribute('id')) !== 'active-frame') {
      return '';
    }
    return (await inner.getAttribute('title')) ?? '';
  } catch {
    // The frame went away meanwhile.
    return '';
  }
}
