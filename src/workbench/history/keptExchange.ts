import type { Exchange } from '../../exchange/record.ts';
import type { HistoryEntry } from '../../exchange/history/readHistoryEntry.ts';
import { explainCode } from '../errorText.ts';
import type { ShownOutcome } from '../responses/responsePanel.ts';
import { clockTime } from './historyWords.ts';

/** Tells two panels of the same request apart. */
export function titleOf({ title, startedAt }: HistoryEntry['summary']): string {
  return `${title} · ${clockTime(startedAt)}`;
}

/** The exchange as far as it was kept; undefined without an outcome, which every exchange has. */
export function exchangeOf(
  { summary, request, response, failure, timing, signature }: HistoryEntry,
  title: string,
): Exchange | undefined {
  if (!response && !failure) {
    return undefined;
  }
  const { id, startedAt, account, credential } = summary;
  const { method, url, headers, body } = request;
  return {
    record: {
      id,
      title,
      startedAt,
      account,
      credential,
      request: { method, url, headers, ...(body !== undefined && { body }) },
      ...(response && { response }),
      ...(failure && { failure }),
      timing,
      ...(signature && { signature }),
    },
    body: response?.body ?? new Uint8Array(),
  };
}

/** What is shown of a kept exchange besides what its record says. */
export function keptOutcome({ failure, response, request, credentialId }: HistoryEntry, file: string): ShownOutcome {
  return {
    failure: failure && explainCode(failure.code, failure.data),
    checks: [],
    ...(response?.isTruncated && { partial: response.body.byteLength }),
    credentialId,
    incomplete: request.incomplete,
    kept: Promise.resolve(file),
  };
}
