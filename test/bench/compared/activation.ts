// How long activation takes in a real VS Code, beside an extension that does nothing. Each is activated in a window of its
// own: what an extension host does once, for the first that is asked for so, takes longer than the rest.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { browserFlags, provideChromium } from '../../host/chromium.ts';
import { newest, provideCodeServer, type CodeServer } from '../../host/codeServer.ts';
import { repository } from '../../host/paths.ts';
import { startVscodeServer } from '../../host/vscodeServer.ts';
import { expectSoon } from '../../ui/support/waiting.ts';
import { waitUntilReady } from '../../ui/support/workbench.ts';
import { freePort } from '../freePort.ts';
import { alternate } from './alternate.ts';
import { compare, type Row } from './comparison.ts';

const here = 'tba-workbench.tba-workbench';
const empty = 'stand-in.empty';
const rounds = 7;

export async function activationRows(say: (line: string) => void): Promise<Row[]> {
  const codeServer = await provideCodeServer(newest, say);
  const browser = await chromium.launch({ executablePath: await provideChromium(say), args: [...browserFlags] });
  try {
    const runs = await alternate(
      {
        here: () => activate(codeServer, browser, here),
        'an empty extension': () => activate(codeServer, browser, empty),
      },
      rounds,
    );
    return compare(
      'activation in a real VS Code',
      'ms',
      runs,
      [{ atMost: 2, times: 'an empty extension' }],
      [
        { name: 'httpYac', value: 434 },
        { name: 'REST Client', value: 822 },
      ],
    );
  } finally {
    await browser.close();
  }
}

/** Opens a window, activates an extension in it, and answers how many milliseconds that took. */
async function activate(codeServer: CodeServer, browser: Browser, id: string): Promise<number> {
  const port = await freePort();
  const server = await startVscodeServer({
    codeServer,
    extensionFolder: repository,
    otherExtensions: ['hostProbe', 'emptyExtension'].map(name => join(repository, 'test/fixtures', name)),
    env: { EXTENSIONS_GALLERY: '{}', HOST_PROBE_PORT: String(port) },
  });
  const page = await browser.newPage();
  try {
    await page.goto(server.url({}));
    await waitUntilReady(page);
    const probe = `http://127.0.0.1:${port}`;
    await expectSoon('the probe in the extension host', () =>
      fetch(probe).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    // Whatever else a window does when it opens is over.
    await expectSoon('the extension host to be at rest', async () => {
      await sleep(1000);
      const { blocked } = (await (await fetch(probe)).json()) as { readonly blocked: number };
      return blocked < 30;
    });
    const { took } = (await (await fetch(`${probe}/activate/${id}`)).json()) as { took?: number };
    if (took === undefined) {
      throw new Error(`${id} is not there or was active before it was asked for.`);
    }
    return took;
  } finally {
    await page.close();
    await server.stop();
  }
}
