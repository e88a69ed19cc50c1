import * as vscode from 'vscode';
import { CodedError } from '../../codedError.ts';
import type { HistorySummary } from '../../exchange/history/har.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import type { HistoryRow } from '../history/historyFiles.ts';
import type { HistoryStore } from '../history/historyStore.ts';
import { clockTime, outcomeWord } from '../history/historyWords.ts';
import { readableBody } from './readableBody.ts';
import type { ResponseDocuments } from './responseDocuments.ts';
import type { ResponsePanel } from './responsePanel.ts';
import { headerOf } from './responseState.ts';

/**
 * Shows what is different from the response before, of the same request to the same account, in VS Code's diff editor.
 *
 * @throws CodedError `no-previous-response`, `body-closed`
 */
export async function comparePrevious(
  panel: ResponsePanel,
  store: HistoryStore,
  documents: ResponseDocuments,
): Promise<void> {
  const { record } = panel;
  const row = record && previousOf(record, panel.file, await store.rows());
  if (!record || !row) {
    throw new CodedError('no-previous-response');
  }
  const { response, summary } = await store.read(row.name);
  const before = readableBody(response?.body ?? new Uint8Array(), response && headerOf(response, 'content-type'));
  const now = record.response
    ? { kind: (await panel.session().summary).kind, text: await panel.session().ask('text', { form: 'pretty' }) }
    : { kind: 'text' as const, text: '' };
  const cut = response?.isTruncated ? ` (${vscode.l10n.t('the beginning, as kept')})` : '';
  const left = `${outcomeWord(summary)} · ${clockTime(summary.startedAt)}${cut}`;
  const right = `${record.response?.status ?? record.failure?.code ?? ''} · ${clockTime(record.startedAt)}`;
  await documents.compare(vscode.l10n.t('{0}: {1} ↔ {2}', titleOf(record), left, right), [
    { label: left, ...before },
    { label: right, ...now },
  ]);
}

/** The newest that was made before, by another call of the same request. Rows come newest first. */
function previousOf(
  record: Pick<ExchangeRecord, 'id' | 'startedAt' | 'account' | 'request'>,
  file: string | undefined,
  rows: readonly HistoryRow[],
): HistoryRow | undefined {
  return rows.find(
    ({ name, summary }) =>
      name !== file &&
      summary.id !== record.id &&
      summary.startedAt <= record.startedAt &&
      summary.status !== undefined &&
      isSameRequest(summary, record),
  );
}

/** By what was asked and of whom: its name may be another by now. The practice account changes its port. */
function isSameRequest(
  summary: HistorySummary,
  { account, request }: Pick<ExchangeRecord, 'account' | 'request'>,
): boolean {
  return (
    summary.account.id === account.id &&
    summary.method === request.method &&
    targetOf(summary.url) === targetOf(request.url)
  );
}

/** A history's list keeps the beginning of long URLs. */
function targetOf(url: string): string {
  return url.slice(0, 2000).replace(/^[a-z]+:\/\/[^/]*/i, '');
}

function titleOf({ title }: ExchangeRecord): string {
  return title.slice(0, 80);
}
