// How long activation takes in a real VS Code, beside an extension that does nothing in the same extension host.
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
import { compare, type Row } from './comparison.ts';

const here = 'tba-workbench.tba-workbench';
const empty = 'stand-in.empty';
/** Each is a VS Code of its own, begun with another of the two; the one before the first warms up the disk's cache. */
const rounds = 6;

export async function activationRows(say: (line: string) => void): Promise<Row[]> {
  const codeServer = await provideCodeServer(newest, say);
  const browser = await chromium.launch({ executablePath: await provideChromium(say), args: [...browserFlags] });
  const runs: Record<string, number[]> = { [here]: [], [empty]: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const took = await activate(codeServer, browser, round % 2 === 0 ? [here, empty] : [empty, here]);
      if (round > 0) {
        took.forEach(([id, milliseconds]) => runs[id]?.push(milliseconds));
      }
    }
  } finally {
    await browser.close();
  }
  return compare(
    'activation in a real VS Code',
    'ms',
    { here: runs[here] ?? [], 'an empty extension': runs[empty] ?? [] },
    [{ atMost: 2, times: 'an empty extension' }],
    [
      { name: 'httpYac', value: 434 },
      { name: 'REST Client', value: 822 },
    ],
  );
}

/** Activates extensions one after the other, in an extension host in which none of them is active. */
async function activate(
  codeServer: CodeServer,
  browser: Browser,
  ids: readonly string[],
): Promise<[id: string, milliseconds: number][]> {
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
    const took: [string, number][] = [];
    for (const id of ids) {
      const { took: milliseconds } = (await (await fetch(`${probe}/activate/${id}`)).json()) as { took?: number };
      if (milliseconds === undefined) {
        throw new Error(`${id} is not there or was active before it was asked for.`);
      }
      took.push([id, milliseconds]);
    }
    return took;
  } finally {
    await page.close();
    await server.stop();
  }
}
