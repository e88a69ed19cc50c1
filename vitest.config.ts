import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/**
 * Ui tests drive a VS Code each, and wait for it more than they compute: two at once take two thirds of the time on two
 * cores.
 */
function ui(name: string, include: string): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      include: [include],
      alias: { vscode: fakeVscode },
      globalSetup: 'test/ui/support/globalSetup.ts',
      setupFiles: 'test/ui/support/hooks.ts',
      pool: 'forks',
      // Files share their modules, which are most of what they load themselves.
      isolate: false,
      maxWorkers: 2,
      testTimeout: 120_000,
      hookTimeout: 120_000,
      // Each look makes the browser work that is waited for.
      expect: { poll: { timeout: 20_000, interval: 100 } },
    },
  };
}

/** For tests of panels outside of VS Code. */
const fakeVscode = fileURLToPath(new URL('test/panels/fakeVscode.ts', import.meta.url));

/** Nothing is timed: on a machine that has other work, five seconds are little for a thousand random cases. */
function node(
  name: string,
  maxWorkers: number,
  options: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return { test: { ...options, name, maxWorkers, testTimeout: 30_000 } };
}

// eslint-disable-next-line no-restricted-syntax -- where vitest looks
export default defineConfig({
  test: {
    projects: [
      // Files share their modules, which takes half the time; not where one stands in for another, such as VS Code's.
      // Random messages go to panels over something that stands in for VS Code.
      node('unit', 2, {
        alias: { vscode: fakeVscode },
        include: ['test/unit/**/*.test.ts'],
        exclude: ['test/unit/workbench/**'],
        isolate: false,
      }),
      node('unit-workbench', 2, { include: ['test/unit/workbench/**/*.test.ts'] }),
      // They wait for processes and sockets half of the time.
      node('contract', 3, { include: ['test/contract/**/*.test.ts'], isolate: false }),
      ui('ui', 'test/ui/*.test.ts'),
      // The packaged extension; TBA_VSIX names it.
      ui('installed', 'test/ui/installed/*.test.ts'),
    ],
  },
});
