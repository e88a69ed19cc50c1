import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { tokenLabel } from '../../accounts/labels.ts';
import type { Credential } from '../../accounts/records.ts';
import { CodedError } from '../../codedError.ts';
import type { HistorySource } from '../../exchange/history/har.ts';
import type { HistoryEntry } from '../../exchange/history/readHistoryEntry.ts';
import type { Call } from '../../exchange/send.ts';
import { isLoopbackHost } from '../../tba/requestUrl.ts';
import type { ActiveToken } from '../accounts/activeToken.ts';
import type { Calling } from '../accounts/callers/callers.ts';
import { notAllowed } from '../accounts/allowList.ts';
import { pickCredential } from '../accounts/chooseToken/pickCredential.ts';
import { plainText } from '../plainText.ts';
import { requireTrust } from '../trust.ts';

/** What is kept of a call, and of those that are made from it. */
export interface Keeping {
  readonly source?: HistorySource | undefined;
  /** The request says `# @no-log`. */
  readonly noLog?: boolean | undefined;
  /** Values that are never kept, besides the token's own. */
  readonly secrets?: Calling['secrets'] | undefined;
}

/** Signs a call anew and sends it through the same guards as any other; shows the answer in the panel of `key`. */
export type SendCall = (
  call: Call,
  credential: Credential,
  key: string,
  text: string,
  keeping: Keeping,
) => Promise<void>;

/** What sending again needs. */
export interface HistorySendPorts {
  readonly book: Pick<AccountBook, 'credentials'>;
  readonly active: Pick<ActiveToken, 'allowList'>;
  readonly sendCall: SendCall;
  /** Finds a practice account that was started elsewhere or on another port, so that the book knows where it is. */
  readonly findPractice: () => Promise<void>;
  readonly goToSource: (entry: HistoryEntry) => Promise<void>;
}

/**
 * Sends a call of the history again: same method, URL, headers and body, signed anew with the token that signed it. One
 * that was not kept whole is not sent, and its request is offered instead.
 *
 * @throws CodedError `workspace-untrusted`, `history-no-token` (data: account), `account-not-allowed`, those of sendCall
 */
export async function sendAgain(entry: HistoryEntry, key: string, ports: HistorySendPorts): Promise<void> {
  requireTrust();
  const { request, source } = entry;
  if (request.incomplete) {
    await offerSource(entry, request.incomplete, ports);
    return;
  }
  await ports.findPractice();
  const credential = await credentialOf(entry, ports);
  if (credential) {
    const call = callOf(entry, credential);
    // Not the file's text: that may mean something else by now, and the person is asked for what is really sent. Nor the
    // Authorization header, which is another one each time.
    const text = JSON.stringify([call.method, call.url, call.headers, call.body ?? null]);
    await ports.sendCall(call, credential, key, text, { source });
  }
}

async function offerSource(
  entry: HistoryEntry,
  why: 'truncated' | 'redacted',
  { goToSource }: HistorySendPorts,
): Promise<void> {
  const goTo = vscode.l10n.t('Go to Request');
  const message =
    why === 'redacted'
      ? vscode.l10n.t(
          'Not sent: “{0}” held secret values, which the history does not keep.',
          plainText(entry.summary.title),
        )
      : vscode.l10n.t(
          'Not sent: of the body of “{0}”, the history keeps only the beginning.',
          plainText(entry.summary.title),
        );
  const chosen = await vscode.window.showWarningMessage(message, ...(entry.source ? [goTo] : []));
  if (chosen === goTo) {
    await goToSource(entry);
  }
}

/** The token by its record, else the one of the account that has its name now, else the person's choice. */
async function credentialOf(
  { credentialId, summary, source }: HistoryEntry,
  { book, active }: HistorySendPorts,
): Promise<Credential | undefined> {
  const resource = source && parseUri(source.uri);
  const ofAccount = book.credentials().filter(({ account }) => account.accountId === summary.account.id);
  if (ofAccount.length === 0) {
    throw new CodedError('history-no-token', { account: summary.account.id });
  }
  const list = active.allowList(resource);
  const allowed = ofAccount.filter(({ account }) => list.allows(account));
  if (allowed.length === 0) {
    throw notAllowed(
      ofAccount.map(({ account }) => account),
      resource,
    );
  }
  const named = allowed.filter(
    ({ account, token }) => account.name === summary.account.name && tokenLabel(token) === summary.credential.label,
  );
  return (
    allowed.find(({ token }) => token.id === credentialId) ??
    (named.length === 1 ? named[0] : undefined) ??
    (await pickCredential(
      allowed,
      vscode.l10n.t('The token “{0}” is not there any more. Sign with which one?', plainText(summary.credential.label)),
    ))
  );
}

function callOf({ summary, request }: HistoryEntry, { account }: Credential): Call {
  const { method, headers, body } = request;
  return {
    title: summary.title,
    method,
    url: account.practice && account.baseUrl !== undefined ? movedTo(account.baseUrl, request.url) : request.url,
    headers: headers.filter(({ name }) => name.toLowerCase() !== 'authorization'),
    body,
  };
}

/** The practice account has another port each time that it starts. */
function movedTo(baseUrl: string, url: string): string {
  const { protocol, hostname, pathname, search } = new URL(url);
  return protocol === 'http:' && isLoopbackHost(hostname) ? baseUrl + pathname + search : url;
}

function parseUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
