// Once for all ui tests: a VS Code and a browser to show it, and one practice account for tests that share it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { provideChromium } from '../../host/chromium.ts';
import { newest, oldest, provideCodeServer } from '../../host/codeServer.ts';
import type { CodeServer } from '../../host/codeServer.ts';
import { repository } from '../../host/paths.ts';
import { startPractice } from '../../host/practice.ts';
import type { PracticeAccount } from '../../host/practice.ts';

declare module 'vitest' {
  interface ProvidedContext {
    vscode: {
      codeServer: CodeServer;
      chromiumPath: string;
      /** The working tree linked as an extension, or a packaged .vsix that is installed. */
      extension: { extensionFolder: string } | { vsix: string };
    };
    /** A running practice account; its state folder is not the extension's, so nothing adopts it by itself. */
    practice: PracticeAccount;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const vsix = process.env['TBA_VSIX'];
  project.provide('vscode', {
    codeServer: await provideCodeServer(process.env['TBA_VSCODE_RELEASE'] === 'oldest' ? oldest : newest, console.log),
    chromiumPath: await provideChromium(console.log),
    extension: vsix === undefined ? { extensionFolder: repository } : { vsix },
  });
  const state = await mkdtemp(join(tmpdir(), 'tba-practice-'));
  const practice = await startPractice(state);
  project.provide('practice', practice.account);
  return async () => {
    await practice.stop();
    await rm(state, { recursive: true, force: true });
  };
}
