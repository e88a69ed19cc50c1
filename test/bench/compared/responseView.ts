// The response view in a real VS Code: first rows and a search beside VS Code's own editor with the same bytes, in turn.
// REST Client is quoted.
import type { Frame, Locator, Page } from 'playwright-core';
import type { Say } from '../../host/codeServer.ts';
import type { ViewFigures } from '../alone/responseView.ts';
import { bodyFile, inViewWindow, type ViewWindow } from '../viewWindow.ts';
import { alternate } from './alternate.ts';
import { compare, type Quoted, type Row } from './comparison.ts';

/** Million bytes. */
const sizes = [5, 50];
const rounds = 5;

/** Each size as often as there are rounds. */
export const sizesInTurn: readonly number[] = Array.from({ length: rounds }, () => sizes).flat();

const patience = 60_000;
const sought = 'Row 77';

/** Milliseconds to first rows of the same bytes, measured once on a quiet machine of two cores. */
const quoted: Readonly<Record<number, readonly Quoted[]>> = {
  5: [{ name: 'REST Client', value: 66_000 }],
  50: [{ name: 'REST Client', value: 'never finished' }],
};

/** From the key that sends a request, or that opens a file, to rows that can be read; and from the key to what is found. */
export function besideEditorRows(say: Say): Promise<Row[]> {
  const editor = 'VS Code’s own editor';
  const goals = [{ atMost: 1, times: editor }];
  return inViewWindow(sizes, say, async window => {
    const rows: Row[] = [];
    for (const size of sizes) {
      const seen: Record<string, Seen[]> = { here: [], [editor]: [] };
      const noted = (name: string, one: Seen) => {
        seen[name]?.push(one);
        return one.rows;
      };
      const runs = await alternate(
        {
          here: async () => noted('here', await inPanel(window, size)),
          [editor]: async () => noted(editor, await inEditor(window, size)),
        },
        rounds,
      );
      // The first of them warmed up.
      const searches: Record<string, number[]> = Object.fromEntries(
        Object.entries(seen).map(([name, [, ...rest]]) => [name, rest.map(({ search }) => search)]),
      );
      rows.push(
        ...compare(`response of ${size} MB, to first rows`, 'ms', runs, goals, quoted[size]),
        ...compare(`response of ${size} MB, search through it`, 'ms', searches, goals),
      );
    }
    return rows;
  });
}

/** Milliseconds to first rows, and to what a search finds. */
interface Seen {
  readonly rows: number;
  readonly search: number;
}

async function inPanel({ workbench, goToRequest }: ViewWindow, size: number): Promise<Seen> {
  const { page } = workbench;
  await goToRequest(size);
  const began = performance.now();
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await untilSeen(() => showsRows(page));
  const rows = performance.now() - began;
  const frame = await workbench.webview(`Response · ${size} MB`);
  const search = frame.getByRole('textbox', { name: 'Search' });
  await search.focus();
  const searched = await fromKeyToFound(frame, frame.locator('#count'), () => search.evaluate(typeAndEnter, sought));
  await close(page, `Response · ${size} MB`);
  return { rows, search: searched };
}

/** Looks into all the frames there are at once, since the panel's comes up meanwhile. */
async function showsRows(page: Page): Promise<boolean> {
  const counts = page
    .frames()
    .slice(1)
    .map(frame => frame.locator('.row', { hasText: '"Row 1"' }).count());
  const seen = await Promise.allSettled(counts);
  return seen.some(count => count.status === 'fulfilled' && count.value > 0);
}

async function inEditor({ workbench }: ViewWindow, size: number): Promise<Seen> {
  const { page } = workbench;
  const box = page.locator('.quick-input-widget:visible .quick-input-box input');
  await workbench.editor.focus();
  await page.keyboard.press('ControlOrMeta+P');
  await box.fill(`${workbench.folder}/${bodyFile(size)}`);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: bodyFile(size) }).waitFor();
  const began = performance.now();
  await box.press('Enter');
  // Where it was when it was closed, if it was open before.
  const lines = page.locator('.view-line', { hasText: '"Row ' });
  await untilSeen(async () => (await lines.count()) > 0);
  const rows = performance.now() - began;
  await page.keyboard.press('ControlOrMeta+F');
  const search = page.locator('.find-widget.visible .find-part textarea').first();
  // It searches with each key: all but the last find nothing.
  await search.fill(`~${sought}`);
  await page.locator('.find-widget .matchesCount', { hasText: 'No results' }).waitFor({ timeout: patience });
  await search.press('Home');
  const count = page.locator('.find-widget .matchesCount');
  const searched = await fromKeyToFound(page.mainFrame(), count, () => search.press('Delete'));
  await close(page, bodyFile(size));
  return { rows, search: searched };
}

/** Looks again and again: Playwright's own waiting looks every half a second once it has waited for a while. */
async function untilSeen(look: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await look())) {
    if (performance.now() - began > patience) {
      throw new Error('What was waited for was not seen.');
    }
  }
}

/** From when a key arrives in a page to the frame in which it tells how many there are; the page's own milliseconds. */
async function fromKeyToFound(frame: Frame, count: Locator, press: () => Promise<void>): Promise<number> {
  await count.evaluate(watch, patience);
  await press();
  return frame.evaluate(() => (globalThis as unknown as WatchingPage).found);
}

/** Of a page, what is needed in it. */
interface WatchingPage {
  found: Promise<number>;
  addEventListener(type: 'keydown', handler: () => void, options: object): void;
  requestAnimationFrame(look: () => void): void;
}

/** In the page. */
function watch(node: { readonly textContent: string | null }, longest: number): void {
  const page = globalThis as unknown as WatchingPage;
  page.found = new Promise((done, fail) => {
    const whenPressed = () => {
      const began = performance.now();
      const look = () => {
        const took = performance.now() - began;
        if (/\d of \d/.test(node.textContent ?? '')) {
          done(took);
        } else if (took > longest) {
          fail(new Error('Nothing was found.'));
        } else {
          page.requestAnimationFrame(look);
        }
      };
      page.requestAnimationFrame(look);
    };
    page.addEventListener('keydown', whenPressed, { capture: true, once: true });
  });
}

/** In the page, in one go: a moment after the last letter the search would begin without the key. */
function typeAndEnter(element: unknown, text: string): void {
  const box = element as EventTarget & { value: string };
  const event = (type: string) => new Event(type, { bubbles: true, composed: true, cancelable: true });
  box.value = text;
  box.dispatchEvent(event('input'));
  box.dispatchEvent(Object.assign(event('keydown'), { key: 'Enter' }));
}

async function close(page: Page, title: string): Promise<void> {
  const tab = page.locator('.tabs-container .tab', { hasText: title });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
}

/**
 * What a body costs the extension host, of several figures for each size: in a window without the editor, since VS Code
 * hands the extension host each text that it opens.
 */
export function hostRows(figures: readonly ViewFigures[]): Row[] {
  return sizes.flatMap(size => {
    const ofSize = figures.filter(({ body }) => body === `${size} MB`);
    const runs = (name: keyof ViewFigures) => ({ here: ofSize.map(figure => parseFloat(figure[name])) });
    const what = `response of ${size} MB`;
    const blocked = [{ atMost: 50, by: 'highest' }] as const;
    const bodyMebibytes = (size * 1e6) / 2 ** 20;
    return [
      ...compare(`${what}, extension host blocked, reading`, 'ms', runs('host blocked, reading'), blocked),
      ...compare(`${what}, extension host blocked, later`, 'ms', runs('host blocked, later'), blocked),
      ...compare(`${what}, memory held after closing`, 'MiB', runs('held after collecting'), [
        { atMost: 1.5 * bodyMebibytes },
      ]),
      ...compare(`${what}, worker threads left after closing`, 'threads', runs('threads left'), [
        { atMost: 0, by: 'highest' },
      ]),
      // The system takes back what is free when it likes: it says little of a small body.
      ...compare(`${what}, memory of the process over that before`, 'MiB', runs('after collecting'), []),
    ];
  });
}
