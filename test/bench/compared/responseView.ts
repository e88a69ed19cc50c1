// The response view in a real VS Code: first rows and a search beside VS Code's own editor with the same bytes, in turn.
// REST Client is quoted.
import type { Page } from 'playwright-core';
import type { ViewFigures } from '../alone/responseView.ts';
import { bodyFile, inViewWindow, type ViewWindow } from '../viewWindow.ts';
import { alternate, timed } from './alternate.ts';
import { compare, type Quoted, type Row } from './comparison.ts';

const sizes = [5, 50];
const rounds = 5;
const patience = 60_000;
const sought = 'Row 77';

/** Milliseconds to first rows of the same bytes, measured once on a quiet machine of two cores. */
const quoted: Readonly<Record<number, readonly Quoted[]>> = { 5: [{ name: 'REST Client', value: 66_000 }] };

/** From the key that sends a request, or that opens a file, to rows that can be read; and from the key to what is found. */
export function besideEditorRows(): Promise<Row[]> {
  const editor = 'VS Code’s own editor';
  const goals = [{ atMost: 1, times: editor }];
  return inViewWindow(sizes, async window => {
    const rows: Row[] = [];
    for (const size of sizes) {
      const searches: Record<string, number[]> = { here: [], [editor]: [] };
      const runs = await alternate(
        {
          here: () => inPanel(window, size, searches['here']),
          [editor]: () => inEditor(window, size, searches[editor]),
        },
        rounds,
      );
      const counted = Object.fromEntries(Object.entries(searches).map(([name, [, ...rest]]) => [name, rest]));
      rows.push(
        ...compare(`response of ${size} MB, to first rows`, 'ms', runs, goals, quoted[size]),
        // Nothing to reach: one indexes what it reads for more than that, the other holds plain text.
        ...compare(`response of ${size} MB, search through it`, 'ms', counted, []),
      );
    }
    return rows;
  });
}

async function inPanel({ workbench, goToRequest }: ViewWindow, size: number, searches: number[] = []): Promise<number> {
  const { page } = workbench;
  await goToRequest(size);
  const began = performance.now();
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  while (!(await showsRows(page))) {
    if (performance.now() - began > patience) {
      throw new Error(`There are no rows of ${size} MB.`);
    }
  }
  const took = performance.now() - began;
  const frame = await workbench.webview(`Response · ${size} MB`);
  const search = frame.getByRole('textbox', { name: 'Search' });
  await search.fill(sought);
  searches.push(
    await timed(async () => {
      await search.press('Enter');
      await frame.locator('#count', { hasText: /\d of \d/ }).waitFor({ timeout: patience });
    }),
  );
  await close(page, `Response · ${size} MB`);
  return took;
}

/** Looks into every frame there is, since the panel's comes up meanwhile. */
async function showsRows(page: Page): Promise<boolean> {
  for (const frame of page.frames().slice(1)) {
    const count = await frame
      .locator('.row', { hasText: '"Row 1"' })
      .count()
      .catch(() => 0);
    if (count > 0) {
      return true;
    }
  }
  return false;
}

async function inEditor({ workbench }: ViewWindow, size: number, searches: number[] = []): Promise<number> {
  const { page } = workbench;
  const box = page.locator('.quick-input-widget:visible .quick-input-box input');
  await workbench.editor.focus();
  await page.keyboard.press('ControlOrMeta+P');
  await box.fill(`${workbench.folder}/${bodyFile(size)}`);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: bodyFile(size) }).waitFor();
  const began = performance.now();
  await box.press('Enter');
  // Where it was when it was closed, if it was open before.
  await page.locator('.view-line', { hasText: '"Row ' }).first().waitFor({ timeout: patience });
  const took = performance.now() - began;
  await page.keyboard.press('ControlOrMeta+F');
  const search = page.locator('.find-widget.visible .find-part textarea').first();
  // It searches with each key: all but the last find nothing.
  await search.fill(`~${sought}`);
  await page.locator('.find-widget .matchesCount', { hasText: 'No results' }).waitFor({ timeout: patience });
  await search.press('Home');
  searches.push(
    await timed(async () => {
      await search.press('Delete');
      await page.locator('.find-widget .matchesCount', { hasText: /\d of \d/ }).waitFor({ timeout: patience });
    }),
  );
  await close(page, bodyFile(size));
  return took;
}

async function close(page: Page, title: string): Promise<void> {
  const tab = page.locator('.tabs-container .tab', { hasText: title });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
}

/** Of the figures of the response view, those with something to reach. */
export function responseViewRows(figures: readonly ViewFigures[]): Row[] {
  return figures
    .filter(({ body }) => sizes.includes(parseFloat(body)))
    .flatMap(figure => {
      const megabytes = parseFloat(figure.body);
      const one = (text: string) => ({ here: [parseFloat(text)] });
      const what = `response of ${megabytes} MB`;
      return [
        ...compare(`${what}, extension host blocked, reading`, 'ms', one(figure['host blocked, reading']), [
          { atMost: 50 },
        ]),
        ...compare(`${what}, extension host blocked, later`, 'ms', one(figure['host blocked, later']), [
          { atMost: 50 },
        ]),
        ...compare(`${what}, memory kept after closing`, 'MiB', one(figure['after collecting']), [
          { atMost: 1.5 * megabytes },
        ]),
      ];
    });
}
