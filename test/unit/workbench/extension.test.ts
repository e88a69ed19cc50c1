import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { commandIds } from '../../../src/workbench/commandIds.ts';
import { activate } from '../../../src/workbench/extension.ts';

const host = vi.hoisted(() => ({
  commands: new Map<string, (...args: unknown[]) => Promise<void>>(),
  registered: () => ({ dispose: () => undefined }),
  told: vi.fn(),
}));
const workbench = vi.hoisted(() => ({ run: vi.fn(), deliver: vi.fn(), restore: vi.fn() }));
const startWorkbench = vi.hoisted(() =>
  vi.fn<(context: { subscriptions: { dispose(): void }[] }) => typeof workbench>(() => workbench),
);

vi.mock('../../../src/workbench/startWorkbench.ts', () => ({ startWorkbench }));
vi.mock('vscode', () => ({
  Disposable: class {
    readonly dispose = () => undefined;
  },
  l10n: { t: (text: string, ...values: unknown[]) => [text, ...values].join(' ') },
  commands: {
    registerCommand: (id: string, run: (...args: unknown[]) => Promise<void>) => {
      host.commands.set(id, run);
      return { dispose: () => undefined };
    },
  },
  window: {
    registerUriHandler: host.registered,
    registerWebviewPanelSerializer: host.registered,
    showErrorMessage: host.told,
  },
}));

it('registers every command at activation, and starts the rest once: with the first of them, or right after', async () => {
  activate({ subscriptions: [] } as unknown as ExtensionContext);
  expect([...host.commands.keys()]).toEqual(commandIds);
  expect(startWorkbench).not.toHaveBeenCalled();
  await host.commands.get('netsuiteTba.send')?.('uri', 7);
  expect(workbench.run).toHaveBeenCalledWith('netsuiteTba.send', ['uri', 7]);
  await turn();
  await turn();
  expect(startWorkbench).toHaveBeenCalledOnce();
});

it('disposes of what a start makes that ends after the end', async () => {
  const context = { subscriptions: [] as { dispose(): void }[] };
  const late = { dispose: vi.fn() };
  startWorkbench.mockImplementationOnce(({ subscriptions }) => {
    subscriptions.push(late);
    return workbench;
  });
  activate(context as unknown as ExtensionContext);
  const running = host.commands.get('netsuiteTba.send')?.();
  // As VS Code does.
  context.subscriptions.forEach(each => each.dispose());
  await running;
  expect(startWorkbench).toHaveBeenCalled();
  expect(late.dispose).toHaveBeenCalledOnce();
});

it('says why the workbench could not be loaded, and tries again with the next command', async () => {
  startWorkbench.mockImplementationOnce(() => {
    throw new Error('the file is gone');
  });
  activate({ subscriptions: [] } as unknown as ExtensionContext);
  await turn();
  await turn();
  expect(host.told).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('the file is gone'));
  await host.commands.get('netsuiteTba.send')?.();
  expect(workbench.run).toHaveBeenCalled();
});
