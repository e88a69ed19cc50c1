import { describe, expect, it, vi } from 'vitest';
import type { HistoryRow } from '../../../../src/workbench/history/historyFiles.ts';
import { pickCall } from '../../../../src/workbench/history/historyPick.ts';

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly kind?: number;
  readonly buttons?: readonly { readonly tooltip: string }[];
}

interface Box {
  items: readonly Item[];
  selectedItems: readonly Item[];
  heard: Record<string, (event?: unknown) => void>;
}

/** The list as a person has it before them. */
const box = vi.hoisted((): Box => ({ items: [], selectedItems: [], heard: {} }));

vi.mock('vscode', () => {
  const on = (event: string) => (listener: () => void) => void (box.heard[event] = listener);
  return {
    l10n: {
      t: (message: string, ...values: unknown[]) =>
        message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
    },
    env: { language: 'en' },
    ColorThemeKind: {},
    ThemeColor: Object,
    ThemeIcon: Object,
    QuickPickItemKind: { Separator: -1 },
    window: {
      activeColorTheme: { kind: 1 },
      createQuickPick: () =>
        Object.assign(box, {
          onDidAccept: on('accept'),
          onDidHide: on('hide'),
          onDidTriggerItemButton: on('button'),
          show: () => undefined,
          hide: () => box.heard['hide']?.(),
          dispose: () => undefined,
        }),
    },
  };
});

const rowOf = (name: string, daysAgo: number): HistoryRow => ({
  name,
  bytes: 1,
  summary: {
    id: name,
    title: `$(bug) ${name}`,
    method: 'GET',
    url: 'https://x.example/rest?a=1',
    status: 200,
    startedAt: Date.now() - daysAgo * 86_400_000,
    total: 123,
    account: { id: '1234567', name: 'Acme' },
    credential: { scheme: 'tba', label: 'jane' },
  },
});
const rows = [rowOf('b', 0), rowOf('a', 40)];
const calls = () => box.items.filter(({ kind }) => kind !== -1);
const press = (index: number, tooltip: string) => {
  const item = calls()[index]!;
  box.heard['button']?.({ item, button: item.buttons?.find(button => button.tooltip === tooltip) });
};

describe('the list of the history', () => {
  it('divides calls by day, and draws nobody’s name as an icon', async () => {
    const picked = pickCall(rows, () => Promise.resolve());
    expect(box.items.map(({ label, kind }) => (kind === -1 ? 'day' : label))).toEqual([
      'day',
      'GET 200 $\u2060(bug) b',
      'day',
      'GET 200 $\u2060(bug) a',
    ]);
    expect(calls()[0]).toMatchObject({ detail: 'https://x.example/rest?a=1' });
    expect(calls()[0]?.description).toMatch(/^123 ms · .+ · Acme · 1234567 · jane$/);
    box.heard['hide']?.();
    expect(await picked).toBeUndefined();
  });

  it('answers what was chosen, by Enter and by each button', async () => {
    const accepted = pickCall(rows, () => Promise.resolve());
    box.selectedItems = [calls()[1]!];
    box.heard['accept']?.();
    expect(await accepted).toEqual({ row: rows[1], action: 'open' });
    for (const [tooltip, action] of [
      ['Send Again', 'resend'],
      ['Inspect Signature', 'inspect'],
      ['Open as HAR File', 'har'],
    ] as const) {
      const picked = pickCall(rows, () => Promise.resolve());
      press(0, tooltip);
      expect(await picked).toEqual({ row: rows[0], action });
    }
  });

  it('deletes a call and stays open', async () => {
    const removed: string[] = [];
    const picked = pickCall(rows, ({ name }) => Promise.resolve(void removed.push(name)));
    press(0, 'Delete');
    expect(removed).toEqual(['b']);
    expect(calls()).toHaveLength(1);
    press(0, 'Send Again');
    expect(await picked).toEqual({ row: rows[1], action: 'resend' });
  });
});
