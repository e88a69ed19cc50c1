// Stands in for the desktop's `code` program where none can be downloaded: takes the arguments that
// @vscode/test-electron passes, shows the served VS Code in a headless browser and exits as its test run did.
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { browserFlags, provideChromium } from './chromium.ts';
import { newest, oldest, provideCodeServer } from './codeServer.ts';
import { startVscodeServer } from './vscodeServer.ts';

const say = (line: string): void => {
  console.log(line);
};

endWithParent();
// Longer than that and nobody waits any more.
setTimeout(() => process.exit(1), Number(process.env['TBA_TIME_LIMIT'] ?? 600_000)).unref();

process.exitCode = await runTestHost(process.argv.slice(2));
// Nothing that a stuck browser or server leaves open may keep this process.
setTimeout(() => process.exit(), 3000).unref();

/** test-electron is no parent that tells its child when it is ended itself. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      process.exit(1);
    }
  }, 500).unref();
}

async function runTestHost(args: readonly string[]): Promise<number> {
  const folder = args.find(arg => !arg.startsWith('--'));
  const codeServer = await provideCodeServer(process.env['TBA_VSCODE_RELEASE'] === 'oldest' ? oldest : newest, say);
  const executablePath = await provideChromium(say);
  const server = await startVscodeServer({
    codeServer,
    testRun: true,
    workspaceTrust: !args.includes('--disable-workspace-trust'),
    dataFolder: valueOf(args, 'user-data-dir'),
    env: { EXTENSIONS_GALLERY: '{}' },
  });
  try {
    const browser = await chromium.launch({ executablePath, args: [...browserFlags] });
    try {
      const page = await browser.newPage();
      const exited = new Promise<number>(done => {
        // The workbench looks for these two and reports the extension host's console and the run's end.
        void page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) => {
          console.log(`[${type}] ${format(...values)}`);
        });
        void page.exposeFunction('codeAutomationExit', done);
        page.once('close', () => done(1));
      });
      await page.goto(
        server.url({
          extensionDevelopmentPath: valueOf(args, 'extensionDevelopmentPath'),
          extensionTestsPath: valueOf(args, 'extensionTestsPath'),
          ...(folder === undefined ? {} : { folder }),
        }),
      );
      return await exited;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function valueOf(args: readonly string[], name: string): string {
  const prefix = `--${name}=`;
  return args.find(arg => arg.startsWith(prefix))?.slice(prefix.length) ?? '';
}
