// Every panel's page in a plain browser, with a host that means it ill and with texts that mean it ill. The page's
// Content-Security-Policy is switched off, so that what is drawn from templates stands alone.
import fc from 'fast-check';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mutated } from '../fuzz/texts.ts';
import { browserFlags } from '../host/chromium.ts';
import { ask, scenes, type OpenScene, type Scene } from '../panels/scenes.ts';
import { violations } from './support/axe.ts';
import { evasions, hostile, strangers } from './support/hostile.ts';
import { setTheme, showPanel, type PanelPage } from './support/panelPage.ts';
import { panelText } from './support/panelText.ts';

let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('vscode').chromiumPath, args: [...browserFlags] });
  context = await browser.newContext({ bypassCSP: true, viewport: { width: 800, height: 600 } });
});

afterAll(() => browser.close());

/** Opens a panel with the text everywhere, and its page. */
async function shown(scene: Scene, text: string, work: (open: OpenScene, shows: PanelPage) => Promise<void>) {
  const open = await scene.open(text);
  for (const [method, params] of scene.fill?.(text) ?? []) {
    await ask(open.panel, method, params);
  }
  const page = await showPanel(context, open);
  try {
    await page.page
      .locator(scene.name === 'response' ? '.row' : 'h1, h2, .page')
      .first()
      .waitFor();
    await work(open, page);
  } finally {
    open.panel.posted = () => undefined;
    await page.page.close();
    open.dispose();
  }
}

const forged: readonly unknown[] = [
  ...[null, 0, -1, 1e308, '', hostile, [], {}, true, [hostile], { text: hostile }],
  { __html: hostile, toString: hostile, length: 1e9 },
  // What the library that draws takes for a template, or for something that acts, when it comes from code.
  { _$litType$: 1, strings: [hostile], values: [] },
  { _$litType$: 2, strings: Object.assign([hostile], { raw: [hostile] }), values: [] },
  { _$litDirective$: hostile, values: [hostile] },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
];

function forgeries(state: object): readonly unknown[] {
  const answers = [1, 2, 3, NaN, hostile].flatMap(id => [
    { kind: 'answer', id, ok: true, result: { state: hostile, strings: {} } },
    { kind: 'answer', id, ok: false, error: null },
  ]);
  const changed = fc.sample(mutated(state, fc.constantFrom(...forged)), { numRuns: 20, seed: 1 });
  return [...forged, ...answers, ...[...forged, ...changed].map(each => ({ kind: 'snapshot', state: each }))];
}

/** Markup and the like, and signs that are not seen or change what is. */
const ill = `${evasions.join(' ')} a\u202e\u2066b\u200b\u200dc\u0000\u001b[2J\r\nd\ufeff`;
const endless = 'x'.repeat(30_000);

const wide = 'document.scrollingElement.scrollWidth';

/** All text, without what was last read out. */
async function seen(page: Page): Promise<string> {
  await page.evaluate(`document.querySelectorAll('body > [role=status]').forEach(each => each.replaceChildren())`);
  return (await panelText(page.mainFrame())).trim();
}

describe.each(scenes.map(scene => [scene.name, scene] as const))('the page of %s', (_, scene) => {
  it('shows what others wrote as text, for everyone, and runs nothing of what a forged host sends', async () => {
    await shown(scene, ill, async ({ panel }, { page, post, strayed, errors }) => {
      const { state } = (await ask(panel, 'ready', null)) as { state: object };
      const states = [...(scene.further?.(ill) ?? []).map(change => ({ ...state, ...change })), state];
      for (const each of states) {
        await post({ kind: 'snapshot', state: each });
        expect(await page.evaluate(strangers)).toEqual([]);
        expect(await page.evaluate(wide)).toBeLessThanOrEqual(800);
        expect(await panelText(page.mainFrame())).not.toMatch(/[\u202e\u0000\u001b]/);
        for (const theme of each === state ? (['dark', 'light'] as const) : (['light'] as const)) {
          await setTheme(page, theme);
          expect(await violations(page.mainFrame()), theme).toEqual([]);
        }
      }
      expect([...strayed, ...errors]).toEqual([]);

      const before = await seen(page);
      await post(...forgeries(state), { kind: 'snapshot', state });
      await expect.poll(() => seen(page)).toContain(before);
      expect(await page.evaluate(strangers)).toEqual([]);
      expect(strayed).toEqual([]);
    });
  });

  it('is as wide as its window, whatever is in it', async () => {
    await shown(scene, endless, async ({ panel }, { page, post }) => {
      const { state } = (await ask(panel, 'ready', null)) as { state: object };
      for (const change of [{}, ...(scene.further?.(endless) ?? [])]) {
        await post({ kind: 'snapshot', state: { ...state, ...change } });
        expect(await page.evaluate(wide)).toBeLessThanOrEqual(800);
      }
    });
  });
});
