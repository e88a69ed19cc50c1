// Figures of the response view in a real VS Code: bodies of the practice account from 1 to 200 MB.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { browserFlags, provideChromium } from '../host/chromium.ts';
import { newest, provideCodeServer } from '../host/codeServer.ts';
import { repository } from '../host/paths.ts';
import { startVscodeServer } from '../host/vscodeServer.ts';
import { waitUntilReady, workbenchOf } from '../ui/support/workbench.ts';
import type { Workbench } from '../ui/support/workbench.ts';
import { expectSoon } from '../ui/support/waiting.ts';

/** One size: milliseconds and mebibytes. */
export interface ViewFigures {
  readonly body: string;
  /** The call itself, as the panel tells. */
  readonly call: string;
  /** From the key to rows that can be read, the call included. */
  readonly 'first rows': string;
  readonly 'search result': string;
  readonly 'last row': string;
  readonly 'frame, median': string;
  readonly 'frame, 95 %': string;
  readonly webview: string;
  readonly 'extension host': string;
  readonly 'after closing': string;
}

const sizes = [1, 5, 50, 200];
const patience = 180_000;
const frames = 120;

export async function viewFigures(): Promise<ViewFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-bench-view-'));
  const requests = sizes.map(
    size =>
      `### ${size} MB\nGET restlet:customscript_tba_echo/customdeploy_tba_echo\nContent-Type: application/json\nX-Practice-Fault: body=${size}\n\n`,
  );
  await mkdir(join(folder, 'workspace'));
  await writeFile(join(folder, 'workspace', 'bench.http'), requests.join(''));
  const codeServer = await provideCodeServer(newest, console.log);
  const server = await startVscodeServer({
    codeServer,
    extensionFolder: repository,
    env: { EXTENSIONS_GALLERY: '{}' },
  });
  const browser = await chromium.launch({
    executablePath: await provideChromium(console.log),
    args: [...browserFlags],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(20_000);
    await page.goto(server.url({ folder: join(folder, 'workspace') }));
    await waitUntilReady(page);
    const workbench = workbenchOf(page, server, join(folder, 'workspace'), () => Promise.resolve());
    await workbench.showSideBar();
    await workbench.tree('Accounts').welcome().getByText('No NetSuite account yet').waitFor();
    await workbench.runCommand('NetSuite TBA: Add Account');
    await workbench.quickInput.pick('Practice account');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.editor.open('bench.http');
    const figures: ViewFigures[] = [];
    for (const [index, size] of sizes.entries()) {
      figures.push(await measureSize(workbench, size, index * 5 + 2));
    }
    return figures;
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSize(workbench: Workbench, size: number, line: number): Promise<ViewFigures> {
  const { page, editor } = workbench;
  await editor.focus();
  await editor.goTo(line);
  const began = performance.now();
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  const frame = await workbench.webview(`Response · ${size} MB`);
  await frame.locator('.row', { hasText: '"Row 1"' }).first().waitFor({ timeout: patience });
  const rows = performance.now() - began;
  const call = await frame.locator('.facts dd').nth(1).innerText();

  const searchBegan = performance.now();
  await frame.getByRole('textbox', { name: 'Search' }).fill('Row 77');
  await frame.getByRole('textbox', { name: 'Search' }).press('Enter');
  await frame.locator('#count', { hasText: /\d of \d/ }).waitFor({ timeout: patience });
  const search = performance.now() - searchBegan;
  await frame.getByRole('textbox', { name: 'Search' }).press('Escape');

  const times = await frame.evaluate<number[]>(scrolling);
  const lastBegan = performance.now();
  await frame.getByRole('treegrid').focus();
  await page.keyboard.press('End');
  await frame.locator('.row.active', { hasText: ']' }).waitFor({ timeout: patience });
  const last = performance.now() - lastBegan;

  const heap = await frame.evaluate<number>('performance.memory.usedJSHeapSize');
  const host = await extensionHostMemory();
  await frame.getByRole('treegrid').focus();
  await closePanel(workbench);
  await sleep(4_000);
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string => `${(sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)} ms`;
  return {
    body: `${size} MB`,
    call,
    'first rows': `${rows.toFixed(0)} ms`,
    'search result': `${search.toFixed(0)} ms`,
    'last row': `${last.toFixed(0)} ms`,
    'frame, median': at(0.5),
    'frame, 95 %': at(0.95),
    webview: `${(heap / 1024 / 1024).toFixed(0)} MiB`,
    'extension host': host,
    'after closing': await extensionHostMemory(),
  };
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

/** What the extension host holds, its threads included; known on Linux only. */
async function extensionHostMemory(): Promise<string> {
  let kilobytes = 0;
  for (const pid of (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('--type=extensionHost')) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      kilobytes = Math.max(kilobytes, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
    }
  }
  return kilobytes === 0 ? 'unknown' : `${(kilobytes / 1024).toFixed(0)} MiB`;
}
