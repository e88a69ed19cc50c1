// A panel's page in a plain browser, without VS Code around it: opened in a tenth of the time, and with every request seen.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { repository } from '../../host/paths.ts';
import type { OpenScene } from '../../panels/scenes.ts';

export interface PanelPage {
  readonly page: Page;
  /** Addresses of other hosts that the page asked for; none of them is asked. */
  readonly strayed: readonly string[];
  /** What went wrong in its scripts. */
  readonly errors: readonly string[];
  /** Pretends to be the host. */
  readonly post: (...messages: readonly unknown[]) => Promise<void>;
}

/** What VS Code gives a webview of its looks; of the variables, those that the panels use. */
interface Themes {
  readonly sheet: string;
  readonly light: Readonly<Record<string, string>>;
  readonly dark: Readonly<Record<string, string>>;
}

// As VS Code 1.139 gave them.
const themes = JSON.parse(
  await readFile(join(repository, 'test', 'fixtures', 'panels', 'themes.json'), 'utf8'),
) as Themes;

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
  html: 'text/html; charset=utf-8',
};

/** Of VS Code's own script in a webview, what panels use. */
const api = `window.acquireVsCodeApi = () => ({
  postMessage: message => void window.toHost(message),
  getState: () => undefined,
  setState: () => undefined,
});`;

/** Gives the page other colours. */
export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const style = Object.entries(themes[theme]).map(([name, value]) => `${name}: ${value}`);
  await page.evaluate(
    `document.documentElement.style.cssText = ${parsed(style.join('; '))};
    document.body.className = document.body.dataset.vscodeThemeKind = 'vscode-${theme}';`,
  );
}

/** As it goes through VS Code: what is no JSON stays behind, and no name of a property means anything. */
function parsed(value: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

/** Shows the page of a panel that is open, both connected as by VS Code. */
export async function showPanel(context: BrowserContext, { panel }: OpenScene): Promise<PanelPage> {
  const page = await context.newPage();
  const strayed: string[] = [];
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('request', request => {
    if (!/^(?:http:\/\/panel\.test\/|blob:http:\/\/panel\.test\/)/.test(request.url())) {
      strayed.push(request.url());
    }
  });
  const html = panel.webview.html.replace('<head>', `<head><style id="_defaultStyles">${themes.sheet}</style>`);
  await page.route('**/*', async route => {
    const { host, pathname } = new URL(route.request().url());
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const contentType = types[name.slice(name.lastIndexOf('.') + 1)];
    if (host !== 'panel.test' || contentType === undefined || name.includes('/')) {
      return route.abort();
    }
    const body = name === 'index.html' ? html : await readFile(join(repository, 'dist', 'panels', name));
    return route.fulfill({ contentType, body });
  });
  await page.exposeFunction('toHost', (message: unknown) => panel.receive(message));
  await page.addInitScript(api);
  const post = (...messages: readonly unknown[]): Promise<void> =>
    page.evaluate(`${parsed(messages)}.forEach(each => window.postMessage(each, '*'))`);
  panel.posted = message => void post(message).catch(() => undefined);
  await page.goto('http://panel.test/');
  await setTheme(page, 'light');
  return { page, strayed, errors, post };
}
