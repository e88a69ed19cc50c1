import type * as vscode from 'vscode';
import { isCoded } from '../../codedError.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import { exchangeOf, keptOutcome } from '../history/keptExchange.ts';
import type { KeptExchange, ResponsePanels } from './responsePanels.ts';
import { readKeptPanel } from './restored.ts';

/** Fills a panel of a window that was loaded again from the history; closes one that nothing is known of. */
export async function restorePanel(
  panel: vscode.WebviewPanel,
  saved: unknown,
  panels: ResponsePanels,
  store: HistoryStore,
): Promise<void> {
  const kept = readKeptPanel(saved);
  if (!kept) {
    panel.dispose();
    return;
  }
  const { file, title } = kept.restore;
  panels.restore(panel, kept, file === undefined ? undefined : await readKept(store, file, title));
}

async function readKept(store: HistoryStore, file: string, title: string): Promise<KeptExchange | undefined> {
  try {
    const entry = await store.read(file);
    const exchange = exchangeOf(entry, title);
    return exchange && { exchange, outcome: keptOutcome(entry, file) };
  } catch (error) {
    if (isCoded(error)) {
      return undefined;
    }
    throw error;
  }
}
