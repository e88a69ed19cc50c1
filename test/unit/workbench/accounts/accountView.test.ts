import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountTree } from '../../../../src/workbench/accounts/accountTree.ts';
import { AccountView } from '../../../../src/workbench/accounts/tree/accountView.ts';

const view = vi.hoisted(() => ({ visible: true, told: (): void => undefined }));

vi.mock('vscode', () => {
  const disposable = { dispose: () => undefined };
  const silent = () => disposable;
  return {
    Disposable: { from: () => disposable },
    window: {
      onDidChangeActiveColorTheme: silent,
      createTreeView: () => ({
        get visible() {
          return view.visible;
        },
        onDidCollapseElement: silent,
        onDidExpandElement: silent,
        onDidChangeVisibility: (listener: () => void) => {
          view.told = listener;
          return disposable;
        },
      }),
    },
  };
});

const minute = 60_000;

function open() {
  const redrawTimes = vi.fn();
  const tree = { redrawTimes, onDidChangeMessage: vi.fn(), onDidFilter: vi.fn() };
  return { accountView: new AccountView(tree as unknown as AccountTree), redrawTimes };
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
  it('redraws the times by the minute while it is seen', () => {
    const { redrawTimes } = open();
    redrawTimes.mockClear();
    vi.advanceTimersByTime(3 * minute);
    expect(redrawTimes).toHaveBeenCalledTimes(3);
  });

  it('rests while nobody sees it, and is right at once when it is seen again', () => {
    const { redrawTimes } = open();
    show(false);
    redrawTimes.mockClear();
    vi.advanceTimersByTime(10 * minute);
    expect(redrawTimes).not.toHaveBeenCalled();
    show(true);
    expect(redrawTimes).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(minute);
    expect(redrawTimes).toHaveBeenCalledTimes(2);
  });

  it('leaves no timer behind', () => {
    open().accountView.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});
