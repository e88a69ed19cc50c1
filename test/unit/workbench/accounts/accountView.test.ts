import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TreeViewOptions } from 'vscode';
import type { AccountNode, AccountTree } from '../../../../src/workbench/accounts/accountTree.ts';
import { AccountView } from '../../../../src/workbench/accounts/tree/accountView.ts';

const view = vi.hoisted(() => ({
  visible: true,
  told: (): void => undefined,
  look: (): Promise<unknown> => Promise.resolve(),
}));

vi.mock('vscode', () => {
  const disposable = { dispose: () => undefined };
  const silent = () => disposable;
  return {
    Disposable: { from: () => disposable },
    EventEmitter: class {
      readonly event = silent;
    },
    window: {
      onDidChangeActiveColorTheme: silent,
      createTreeView: (_: string, { treeDataProvider }: TreeViewOptions<AccountNode>) => {
        view.look = async () => treeDataProvider.getChildren();
        return {
          get visible() {
            return view.visible;
          },
          onDidCollapseElement: silent,
          onDidExpandElement: silent,
          onDidChangeVisibility: (listener: () => void) => {
            view.told = listener;
            return disposable;
          },
        };
      },
    },
  };
});

const minute = 60_000;

/** A view whose rows were looked at. */
async function open() {
  const redrawTimes = vi.fn();
  const told = vi.fn();
  const tree = {
    redrawTimes,
    getChildren: () => [],
    onDidChangeTreeData: told,
    onDidChangeMessage: told,
    onDidFilter: told,
  };
  const make = vi.fn(() => Promise.resolve(tree as unknown as AccountTree));
  const accountView = new AccountView(make);
  expect(make).not.toHaveBeenCalled();
  await Promise.all([view.look(), view.look()]);
  expect(make).toHaveBeenCalledOnce();
  return { accountView, redrawTimes };
}

function show(visible: boolean): void {
  view.visible = visible;
  view.told();
}

beforeEach(() => {
  view.visible = true;
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

describe('the view of accounts', () => {
  it('redraws the times by the minute while it is seen', async () => {
    const { redrawTimes } = await open();
    redrawTimes.mockClear();
    vi.advanceTimersByTime(3 * minute);
    expect(redrawTimes).toHaveBeenCalledTimes(3);
  });

  it('rests while nobody sees it, and is right at once when it is seen again', async () => {
    const { redrawTimes } = await open();
    show(false);
    redrawTimes.mockClear();
    vi.advanceTimersByTime(10 * minute);
    expect(redrawTimes).not.toHaveBeenCalled();
    show(true);
    expect(redrawTimes).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(minute);
    expect(redrawTimes).toHaveBeenCalledTimes(2);
  });

  it('leaves no timer behind', async () => {
    (await open()).accountView.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
