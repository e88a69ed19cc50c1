import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import {
  compareHosts,
  dataCenterUrlsAddress,
  readDataCenterUrls,
  type HostComparison,
  type NamedHosts,
} from '../../../accounts/hostCheck.ts';
import { findRecord } from '../../../accounts/indexLists.ts';
import type { AccountRecord } from '../../../accounts/records.ts';
import { CodedError, isCoded } from '../../../codedError.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { setHosts } from './editHosts.ts';
import { pickRecord } from './pickRecord.ts';

/** Asks NetSuite which hosts an account has and holds them against those that follow from its ID. Nothing is signed. */
export async function checkHosts(
  { book, network }: Pick<AccountServices, 'book' | 'network'>,
  node: AccountNode | undefined,
): Promise<void> {
  requireTrust();
  const target = await pickRecord(book, node, { title: vscode.l10n.t('Check Hosts'), kinds: ['account'] });
  const told = target && (await ask(target.record, network));
  if (!told) {
    return;
  }
  const { id, baseUrl } = target.record;
  const now = findRecord(book.index(), 'account', id);
  if (now && now.baseUrl !== baseUrl) {
    // Another window has changed where its calls go: what was heard is about something else.
    throw new CodedError('hosts-changed', { account: now.name });
  }
  await book.edit('account', id, { hostCheck: { ...told, at: Date.now() } });
  const comparison = compareHosts(target.record, told);
  if (comparison.different.length === 0) {
    void vscode.window.showInformationMessage(sameText(target.record, told));
  } else {
    await tellDifferent(target.record, told, comparison, book);
  }
}

/** @returns undefined when the person cancelled */
function ask(account: AccountRecord, network: AccountServices['network']): Thenable<NamedHosts | undefined> {
  const url = dataCenterUrlsAddress(account);
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Asking {0} for the hosts of {1}…', new URL(url).host, account.accountId),
      cancellable: true,
    },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        const { status, body } = await network.fetchUnsigned(url, stop.signal);
        if (status !== 200) {
          throw new CodedError('data-centers-refused', { status, account: account.accountId });
        }
        return readDataCenterUrls(new TextDecoder().decode(body), account);
      } catch (error) {
        if (stop.signal.aborted) {
          return undefined;
        }
        throw account.practice && isCoded(error, 'connect-failed')
          ? new CodedError('practice-off', { url: account.baseUrl ?? '' }, { cause: error })
          : error;
      }
    },
  );
}

function sameText(account: AccountRecord, { restlets, suiteTalk }: NamedHosts): string {
  const shown = plainText(account.name);
  const hosts = restlets === suiteTalk ? restlets : `${restlets}, ${suiteTalk}`;
  return account.baseUrl === undefined || account.baseUrl === restlets
    ? vscode.l10n.t('“{0}” has the hosts that the workbench uses: {1}', shown, hosts)
    : vscode.l10n.t(
        'NetSuite’s hosts of “{0}” are those that follow from its account ID: {1}. Its calls go to {2} all the same.',
        shown,
        hosts,
        account.baseUrl,
      );
}

/**
 * Oracle asks for hosts to be read rather than built (ORA:section_1498251763); building them is what clients do all the
 * same. One address for both APIs can be kept as the base URL, two of other names cannot.
 */
async function tellDifferent(
  account: AccountRecord,
  told: NamedHosts,
  { derived }: HostComparison,
  book: AccountBook,
): Promise<void> {
  const row = (name: string, one: string, other: string) =>
    one === other ? `${name}: ${one}` : vscode.l10n.t('{0}: {1}, not {2}', name, one, other);
  const isOne = told.restlets === told.suiteTalk;
  const use = vscode.l10n.t('Use It as Base URL');
  const detail = [
    [
      row('RESTlets', told.restlets, derived.restlets),
      row('SuiteTalk', told.suiteTalk, derived.suiteTalk),
      row(vscode.l10n.t('NetSuite’s pages'), told.app, derived.app),
    ].join('\n'),
    vscode.l10n.t(
      'The workbench builds host names from the account ID, for convenience. Oracle says to read them from Setup > Company > Company Information > Company URLs, so what stands there counts.',
    ),
    isOne
      ? vscode.l10n.t('As base URL, {0} gets every call of this account, with its signature.', told.restlets)
      : vscode.l10n.t(
          'A base URL is one address for both, so these two cannot be used here. Check the account ID first: a wrong one is the usual reason.',
        ),
  ];
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('NetSuite names other hosts for “{0}” ({1}).', account.name, account.accountId),
    { modal: true, detail: detail.join('\n\n') },
    ...(isOne && told.restlets !== account.baseUrl ? [use] : []),
  );
  if (answer === use) {
    await setHosts(book, account.id, { baseUrl: told.restlets, signedAs: undefined });
  }
}
