// A VS Code with a practice account and a file of requests, each of which is answered with a body of its own size.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { largeJson } from '../../src/practice/server/faults/largeBody.ts';
import { browserFlags, provideChromium } from '../host/chromium.ts';
import { newest, provideCodeServer, type Say } from '../host/codeServer.ts';
import { repository } from '../host/paths.ts';
import { startVscodeServer } from '../host/vscodeServer.ts';
import { waitUntilReady, workbenchOf, type Workbench } from '../ui/support/workbench.ts';
import { freePort } from './freePort.ts';

export interface ViewWindow {
  readonly workbench: Workbench;
  /** Port of test/fixtures/hostProbe. */
  readonly probe: number;
  /** Puts the cursor on the request that is answered with so many million bytes. */
  readonly goToRequest: (megabytes: number) => Promise<void>;
}

/** The same bytes as a file, in the folder that is open. */
export function bodyFile(megabytes: number): string {
  return `body-${megabytes}.json`;
}

/**
 * @param megabytes of each body
 * @param say told what is installed, where something is: standard output is for the results
 */
export async function inViewWindow<T>(
  megabytes: readonly number[],
  say: Say,
  work: (window: ViewWindow) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tba-bench-view-'));
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  const requests = megabytes.map(
    size =>
      `### ${size} MB\nGET restlet:customscript_tba_echo/customdeploy_tba_echo\nContent-Type: application/json\nX-Practice-Fault: body=${size}\n\n`,
  );
  await writeFile(join(workspace, 'bench.http'), requests.join(''));
  for (const size of megabytes) {
    await writeFile(join(workspace, bodyFile(size)), [...largeJson(size).pieces()].join(''));
  }
  const probe = await freePort();
  const server = await startVscodeServer({
    codeServer: await provideCodeServer(newest, say),
    extensionFolder: repository,
    otherExtensions: [join(repository, 'test/fixtures/hostProbe')],
    // A served VS Code asks before it opens more than 10 MB.
    settings: { 'workbench.editorLargeFileConfirmation': 1024 },
    env: { EXTENSIONS_GALLERY: '{}', HOST_PROBE_PORT: String(probe) },
  });
  const browser = await chromium.launch({
    executablePath: await provideChromium(say),
    args: [...browserFlags],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(20_000);
    await page.goto(server.url({ folder: workspace }));
    await waitUntilReady(page);
    const workbench = workbenchOf(page, server, workspace, () => Promise.resolve());
    await workbench.showSideBar();
    await workbench.tree('Accounts').welcome().getByText('No NetSuite account yet').waitFor();
    await workbench.runCommand('NetSuite TBA: Add Account');
    await workbench.quickInput.pick('Practice account');
    await workbench.tree('Accounts').waitForRow(/Integration Clerk/);
    await workbench.editor.open('bench.http');
    return await work({
      workbench,
      probe,
      goToRequest: async size => {
        await workbench.editor.focus();
        await workbench.editor.goTo(megabytes.indexOf(size) * 5 + 2);
      },
    });
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
