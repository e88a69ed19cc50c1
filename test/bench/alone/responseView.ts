// Figures of the response view in a real VS Code: bodies of the practice account from 1 to 200 MB.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from '../../host/codeServer.ts';
import type { Workbench } from '../../ui/support/workbench.ts';
import { expectSoon } from '../../ui/support/waiting.ts';
import { inViewWindow, type ViewWindow } from '../viewWindow.ts';

/** One size: milliseconds and mebibytes. */
export interface ViewFigures {
  readonly body: string;
  /** The call itself, as the panel tells. */
  readonly call: string;
  /** From the key to rows that can be read, the call included. */
  readonly 'first rows': string;
  readonly 'after the call': string;
  readonly 'search result': string;
  readonly 'last row': string;
  readonly 'frame, median': string;
  readonly 'frame, 95 %': string;
  readonly webview: string;
  /** The longest that the extension host was busy with one thing, until the rows were there and after that. */
  readonly 'host blocked, reading': string;
  readonly 'host blocked, later': string;
  /** What the extension host holds over what it held before, its threads included. */
  readonly 'host when read': string;
  readonly 'host when searched': string;
  readonly 'host at rest': string;
  readonly 'after closing': string;
  /** The same once its garbage is collected, which it does when it wants to. */
  readonly 'after collecting': string;
  /** Of that, what is in use: objects and buffers. The rest is room that nobody has taken back yet. */
  readonly 'held after collecting': string;
  /** Worker threads over those before: what such a one holds is in no other figure but the process's own. */
  readonly 'threads left': string;
}

/** Million bytes. */
export const everySize = [1, 5, 50, 200];
const patience = 180_000;
const frames = 120;

/** Size after size, as often as it is named. */
export function viewFigures(sizes: readonly number[], say: Say): Promise<ViewFigures[]> {
  return inViewWindow([...new Set(sizes)], say, async window => {
    const figures: ViewFigures[] = [];
    for (const size of sizes) {
      figures.push(await measureSize(window, size));
    }
    return figures;
  });
}

async function measureSize({ workbench, probe, goToRequest }: ViewWindow, size: number): Promise<ViewFigures> {
  const { page } = workbench;
  await goToRequest(size);
  const before = await ask(probe, '/collected');
  await ask(probe);
  const over = ({ rss }: HostFigures): string => mebibytes(rss - before.rss);
  const began = performance.now();
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  const frame = await workbench.webview(`Response · ${size} MB`);
  await frame.locator('.row', { hasText: '"Row 1"' }).first().waitFor({ timeout: patience });
  const rows = performance.now() - began;
  const whenRead = await ask(probe);
  const call = await frame.locator('.facts dd').nth(1).innerText();
  const callTime = /\d ms$/.test(call) ? parseFloat(call) : parseFloat(call) * 1000;

  const searchBegan = performance.now();
  await frame.getByRole('textbox', { name: 'Search' }).fill('Row 77');
  await frame.getByRole('textbox', { name: 'Search' }).press('Enter');
  await frame.locator('#count', { hasText: /\d of \d/ }).waitFor({ timeout: patience });
  const search = performance.now() - searchBegan;
  const whenSearched = await ask(probe);
  await frame.getByRole('textbox', { name: 'Search' }).press('Escape');

  const times = await frame.evaluate<number[]>(scrolling);
  const lastBegan = performance.now();
  await frame.getByRole('treegrid').focus();
  await page.keyboard.press('End');
  await frame.locator('.row.active', { hasText: ']' }).waitFor({ timeout: patience });
  const last = performance.now() - lastBegan;

  const heap = await frame.evaluate<number>('performance.memory.usedJSHeapSize');
  // The second thread ends when it has had nothing to do for five seconds.
  await sleep(7_000);
  const atRest = await ask(probe);
  await frame.getByRole('treegrid').focus();
  await closePanel(workbench);
  await sleep(4_000);
  const closed = await ask(probe);
  const collected = await ask(probe, '/collected');
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => milliseconds(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return {
    body: `${size} MB`,
    call,
    'first rows': milliseconds(rows),
    'after the call': milliseconds(rows - callTime),
    'search result': milliseconds(search),
    'last row': milliseconds(last),
    'frame, median': at(0.5),
    'frame, 95 %': at(0.95),
    webview: `${(heap / 1024 / 1024).toFixed(0)} MiB`,
    'host blocked, reading': milliseconds(whenRead.blocked),
    'host blocked, later': milliseconds(Math.max(whenSearched.blocked, atRest.blocked, closed.blocked)),
    'host when read': over(whenRead),
    'host when searched': over(whenSearched),
    'host at rest': over(atRest),
    'after closing': over(closed),
    'after collecting': over(collected),
    'held after collecting': mebibytes(held(collected) - held(before)),
    'threads left': String(collected.threads - before.threads),
  };
}

function held({ heapUsed, external }: HostFigures): number {
  return heapUsed + external;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

/** Scrolls from top to bottom, a step a frame, and answers how long each frame took. */
const scrolling = `(async () => {
  const scroller = document.querySelector('tba-response').shadowRoot.querySelector('tba-body-view')
    .shadowRoot.querySelector('tba-json-rows').shadowRoot.querySelector('.scroller');
  const range = scroller.scrollHeight - scroller.clientHeight;
  const times = [];
  let before = performance.now();
  for (let step = 1; step <= ${frames}; step += 1) {
    scroller.scrollTop = (range * step) / ${frames};
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - before);
    before = now;
  }
  return times;
})()`;

async function closePanel(workbench: Workbench): Promise<void> {
  await workbench.runCommand('View: Close Editor');
  await expectSoon('the panel to be closed', async () => (await workbench.webviewTitles()).length === 0);
}

interface HostFigures {
  /** The longest that it was busy with one thing since it was asked last; milliseconds. */
  readonly blocked: number;
  readonly threads: number;
  /** Bytes, the threads' included. */
  readonly rss: number;
  /** Bytes that are in use of its own heap. */
  readonly heapUsed: number;
  /** Bytes that its heap holds elsewhere, buffers above all. */
  readonly external: number;
}

/** See test/fixtures/hostProbe. */
async function ask(probe: number, path: '/' | '/collected' = '/'): Promise<HostFigures> {
  return (await (await fetch(`http://127.0.0.1:${probe}${path}`)).json()) as HostFigures;
}
