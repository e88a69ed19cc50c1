import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { commandIds } from '../../../src/workbench/commandIds.ts';
import { activate } from '../../../src/workbench/extension.ts';

const host = vi.hoisted(() => ({ commands: new Map<string, (...args: unknown[]) => Promise<void>>() }));
const workbench = vi.hoisted(() => ({ run: vi.fn(), deliver: vi.fn(), restore: vi.fn() }));
const startWorkbench = vi.hoisted(() => vi.fn(() => workbench));

vi.mock('../../../src/workbench/startWorkbench.ts', () => ({ startWorkbench }));
vi.mock('vscode', () => ({
  Disposable: class {
    readonly dispose = () => undefined;
  },
  commands: {
    registerCommand: (id: string, run: (...args: unknown[]) => Promise<void>) => host.commands.set(id, run),
  },
  window: { registerUriHandler: vi.fn(), registerWebviewPanelSerializer: vi.fn() },
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
