// The browser that shows the served VS Code to the tests.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HostError } from './hostError.ts';
import type { Say } from './codeServer.ts';
import { run } from './processes.ts';

/** Why each: root needs --no-sandbox; the rest keeps a headless browser off the GPU and the network. */
export const browserFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a Chromium or Chrome; installs one on Debian as root. Throws `no-browser` saying what to install. */
export async function provideChromium(say: Say): Promise<string> {
  const found = findChromium();
  if (found !== undefined) {
    return found;
  }
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('Installing chromium by apt-get (once, about a minute) …');
    await apt(['update']);
    await installChromium();
    const installed = findChromium();
    if (installed !== undefined) {
      return installed;
    }
  }
  const how = existsSync('/usr/bin/apt-get') ? 'sudo apt-get install chromium' : 'install Chromium or Google Chrome';
  throw new HostError('no-browser', `The tests need a browser: ${how}, or name one in CHROME_PATH.`);
}

/** Undefined where there is none. Throws `no-browser` when CHROME_PATH names one that does not exist. */
export function findChromium(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) {
      throw new HostError('no-browser', `CHROME_PATH names ${named}, which does not exist.`);
    }
    return named;
  }
  const windows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(name => process.env[name] ?? '');
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap(folder => ['chromium', 'google-chrome', 'google-chrome-stable'].map(name => join(folder, name)));
  const usual = [
    // The same without a window: a VS Code opens in it with a fifth less of work.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    ...onPath,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...windows.map(folder => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
    ...windows.map(folder => join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')),
  ];
  return usual.find(path => existsSync(path));
}

/** Debian has the one that draws with less in a package of its own; others have only the whole. */
async function installChromium(): Promise<void> {
  // Without recommendations it has no font of its own.
  const install = (browser: string) =>
    apt(['install', '--yes', '--no-install-recommends', browser, 'fonts-liberation']);
  await install('chromium-headless-shell').catch(() => install('chromium'));
}

async function apt(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const finished = await run('apt-get', ['-qq', ...args], { env, timeout: 10 * 60_000 });
  if (finished.code !== 0) {
    throw new HostError('no-browser', `apt-get ${args.join(' ')} failed:\n${finished.output}`);
  }
}
