// How long activation takes in a real VS Code, beside an extension that does nothing. Each is activated in a window of its
// own: what one goes on with after its activation would slow down the next.
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
    const afterwards: number[] = [];
    const runs = await alternate(
      {
        here: async () => {
          const { took, blocked } = await activate(codeServer, browser, here);
          afterwards.push(blocked);
          return took;
        },
        'an empty extension': async () => (await activate(codeServer, browser, empty)).took,
      },
      rounds,
    );
    return [
      ...compare(
        'activation in a real VS Code',
        'ms',
        runs,
        [{ atMost: 2, times: 'an empty extension' }],
        [
          { name: 'httpYac', value: 434 },
          { name: 'REST Client', value: 822 },
        ],
      ),
      // What is left for after it. The first of them warmed up.
      ...compare('busy with one thing, activation and right after', 'ms', { here: afterwards.slice(1) }, []),
    ];
  } finally {
    await browser.close();
  }
}

interface Activation {
  /** Milliseconds. */
  readonly took: number;
  /** Milliseconds that the extension host was busy at most with one thing, then and in the second after it. */
  readonly blocked: number;
}

/** Opens a window and activates an extension in it. */
async function activate(codeServer: CodeServer, browser: Browser, id: string): Promise<Activation> {
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
    await sleep(1000);
    const { blocked } = (await (await fetch(probe)).json()) as { readonly blocked: number };
    return { took, blocked };
  } finally {
    await page.close();
    await server.stop();
  }
}
