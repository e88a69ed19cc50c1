// Opens a VS Code window of its own for a test, and closes it when the test (or the file) is over.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { inject } from 'vitest';
import { browserFlags } from '../../host/chromium.ts';
import { outputFolder } from '../../host/paths.ts';
import { startVscodeServer } from '../../host/vscodeServer.ts';
import type { VscodeServer } from '../../host/vscodeServer.ts';
import { stillSettings } from '../../host/vscodePage.ts';
import type { Settings } from '../../host/vscodePage.ts';
import { waitUntilReady, workbenchOf } from './workbench.ts';
import type { Workbench } from './workbench.ts';

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
} as const;

export type WorkbenchOptions = {
  readonly theme?: keyof typeof themes;
  /** Copied to a folder of its own, which is opened; a map of paths to contents also does. */
  readonly folder?: string | Readonly<Record<string, string>>;
  /** Opens the folder without trust. */
  readonly untrusted?: boolean;
  readonly settings?: Settings;
  /** A folder that keeps VS Code's data and the browser's storage, to open the same installation again. */
  readonly profile?: string;
  /** The port to serve on again; secrets belong to it. Only useful with `profile`. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Folders of further extensions to have installed. */
  readonly otherExtensions?: readonly string[];
  readonly size?: { readonly width: number; readonly height: number };
  /** Stays open until the file's last test; open it in `beforeAll`. */
  readonly sharedByFile?: boolean;
  /** Called with the extension's globalStorage folder before VS Code starts. */
  readonly prepare?: (globalStorageFolder: string) => Promise<void>;
};

type Open = { readonly workbench: Workbench; readonly sharedByFile: boolean };

const open = new Set<Open>();
let browser: Promise<Browser> | undefined;

/** Answers when VS Code stands and knows the extension, some 5 s later. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const ends: (() => Promise<unknown>)[] = [];
  let entry: Open | undefined;
  const close = async (): Promise<void> => {
    if (entry !== undefined) {
      open.delete(entry);
    }
    for (const end of ends.splice(0).reverse()) {
      await end();
    }
  };
  try {
    const folder = await makeFolder(options.folder, ends);
    const server = await startServer(options);
    ends.push(server.stop);
    await options.prepare?.(server.globalStorageFolder);
    const context = await openContext(options);
    ends.push(async () => {
      if (options.profile !== undefined) {
        // VS Code writes its state down 100 ms after a change and gets no chance when the browser is closed.
        await new Promise(done => setTimeout(done, 500));
      }
      await context.close();
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const workbench = workbenchOf(page, server, folder, close);
    entry = { workbench, sharedByFile: options.sharedByFile === true };
    open.add(entry);
    await page.goto(server.url(folder === undefined ? {} : { folder }));
    await waitUntilReady(page);
    return workbench;
  } catch (error) {
    await saveEvidence('opening');
    await close();
    throw error;
  }
}

function startServer(options: WorkbenchOptions): Promise<VscodeServer> {
  const { codeServer, extension } = inject('vscode');
  return startVscodeServer({
    codeServer,
    ...extension,
    workspaceTrust: options.untrusted === true,
    settings: { ...stillSettings, 'workbench.colorTheme': themes[options.theme ?? 'light'], ...options.settings },
    // No gallery: nothing here may depend on the network.
    env: { EXTENSIONS_GALLERY: '{}', ...options.env },
    ...(options.otherExtensions === undefined ? {} : { otherExtensions: options.otherExtensions }),
    ...(options.profile === undefined ? {} : { dataFolder: join(options.profile, 'vscode') }),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
}

async function makeFolder(
  source: WorkbenchOptions['folder'],
  ends: (() => Promise<unknown>)[],
): Promise<string | undefined> {
  if (source === undefined) {
    return undefined;
  }
  const outer = await mkdtemp(join(tmpdir(), 'tba-workspace-'));
  ends.push(() => rm(outer, { recursive: true, force: true }));
  // The folder's name shows in the window.
  const folder = join(outer, 'workspace');
  if (typeof source === 'string') {
    await cp(source, folder, { recursive: true });
    return folder;
  }
  await mkdir(folder);
  for (const [path, content] of Object.entries(source)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

async function openContext(options: WorkbenchOptions): Promise<BrowserContext> {
  const { chromiumPath } = inject('vscode');
  const launch = { executablePath: chromiumPath, args: [...browserFlags] };
  const settings: BrowserContextOptions = {
    viewport: options.size ?? { width: 1280, height: 800 },
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
    colorScheme: options.theme === undefined || options.theme === 'light' ? 'light' : 'dark',
  };
  if (options.profile !== undefined) {
    return chromium.launchPersistentContext(join(options.profile, 'browser'), { ...launch, ...settings });
  }
  browser ??= chromium.launch(launch);
  return (await browser).newContext(settings);
}

/** For the hooks: closes what a test has opened, or all at the end of the file. */
export async function closeWorkbenches(all: boolean): Promise<void> {
  for (const { workbench, sharedByFile } of open) {
    if (all || !sharedByFile) {
      await workbench.close();
    }
  }
  if (all) {
    await (await browser)?.close();
    browser = undefined;
  }
}

/** Leaves a picture and the text of every open window in .test-output/failures. */
export async function saveEvidence(name: string): Promise<void> {
  const folder = join(outputFolder, 'failures');
  await mkdir(folder, { recursive: true });
  const stem = name.replace(/[^\w-]+/g, '-').slice(0, 120);
  for (const [index, { workbench }] of [...open].entries()) {
    const { page, server } = workbench;
    const path = join(folder, `${stem}-${index}`);
    const frames = await Promise.all(
      page.frames().map(async frame => `--- ${frame.url()}\n${await frame.locator('body').innerText().catch(String)}`),
    );
    await page.screenshot({ path: `${path}.png` }).catch(() => undefined);
    await writeFile(`${path}.txt`, `${frames.join('\n')}\n--- server\n${server.log()}`);
  }
}
