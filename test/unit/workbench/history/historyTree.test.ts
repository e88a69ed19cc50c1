import { describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { HistorySummary } from '../../../../src/exchange/history/har.ts';
import type { HistoryRow } from '../../../../src/workbench/history/historyFiles.ts';
import { HistoryTree } from '../../../../src/workbench/history/historyTree.ts';

vi.mock('vscode', () => import('../treeVscode.ts'));

const now = new Date(2026, 10, 24, 15, 0).getTime();

function rowOf(name: string, changes: Partial<HistorySummary> = {}): HistoryRow {
  const summary: HistorySummary = {
    id: name,
    title: 'Read an order',
    method: 'GET',
    url: 'https://x.example/rest?a=1',
    startedAt: now,
    total: 123,
    account: { id: '1234567', name: 'Acme' },
    credential: { scheme: 'tba', label: 'jane' },
    ...(changes.failure === undefined && { status: 200, statusText: 'OK' }),
    ...changes,
  };
  return { name, bytes: 1, summary };
}

async function shown(...rows: readonly HistoryRow[]) {
  const tree = new HistoryTree({ rows: () => Promise.resolve(rows) }, () => now);
  const days = await tree.getChildren();
  const calls = await Promise.all(days.map(day => tree.getChildren(day)));
  return {
    days: days.map(day => tree.getTreeItem(day)),
    calls: calls.map(each => each.map(call => tree.resolveTreeItem(tree.getTreeItem(call), call))),
  };
}

const icon = (item: vscode.TreeItem | undefined) => (item?.iconPath as { id?: string } | undefined)?.id;

describe('the view of the history', () => {
  it('is empty without calls', async () => {
    expect(await shown()).toEqual({ days: [], calls: [] });
  });

  it('groups calls by day, today open', async () => {
    const at = (...parts: [number, number, number, number]) => new Date(...parts).getTime();
    const { days, calls } = await shown(
      rowOf('d', { startedAt: at(2026, 10, 24, 0) }),
      // A call that took long may stand after one that began later.
      rowOf('b', { startedAt: at(2026, 10, 23, 23) }),
      rowOf('c', { startedAt: at(2026, 10, 24, 1) }),
      rowOf('a', { startedAt: at(2025, 1, 3, 9) }),
    );
    expect(days.map(({ label, description, collapsibleState }) => [label, description, collapsibleState])).toEqual([
      ['Today', '2 calls', 2],
      ['Yesterday', '1 call', 1],
      ['Monday, February 3, 2025', '1 call', 1],
    ]);
    expect(calls.map(each => each.map(({ id }) => id))).toEqual([['d', 'c'], ['b'], ['a']]);
  });

  it('tells of a call what one looks for, to eyes and ears', async () => {
    const { calls } = await shown(rowOf('a'));
    expect(calls[0]?.[0]).toMatchObject({
      label: 'GET 200 Read an order',
      description: expect.stringMatching(/^123 ms · 3:00\sPM · Acme$/) as unknown,
      contextValue: 'call',
      accessibilityInformation: {
        label: expect.stringMatching(/^GET Read an order, 200 OK, 123 ms, 3:00\sPM, account Acme$/) as unknown,
      },
      tooltip: expect.stringMatching(
        /^GET https:\/\/x\.example\/rest\?a=1\n200 OK · 123 ms\nAccount Acme \(1234567\), token jane\nNov 24, 2026/,
      ) as unknown,
    });
  });

  it('tells outcomes apart by icon and word', async () => {
    const { calls } = await shown(
      rowOf('a'),
      rowOf('b', { status: 404 }),
      rowOf('c', { failure: 'timed-out', total: 330_000 }),
      rowOf('d', { failure: 'cancelled' }),
      rowOf('e', { failure: 'connect-failed' }),
    );
    const items = calls[0] ?? [];
    expect(items.map(icon)).toEqual(['pass', 'warning', 'error', 'circle-slash', 'error']);
    expect(items.map(({ label }) => (label as string).split(' Read')[0])).toEqual([
      'GET 200',
      'GET 404',
      'GET timed out',
      'GET cancelled',
      'GET failed',
    ]);
    expect(items[2]?.description).toContain('330.0 s');
  });
});
