import * as vscode from 'vscode';
import type { AccountRecord, Credential, Scheme } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { credentialItem } from '../../accounts/chooseToken/pickCredential.ts';
import { countsAsProduction } from '../../accounts/tree/environment.ts';
import { schemeName } from '../../accounts/tree/words.ts';
import { plainText } from '../../plainText.ts';
import type { ResponseDocuments } from '../../responses/responseDocuments.ts';
import { isAccount } from '../chooseCredential.ts';
import type { RequestServices } from '../requestCommands.ts';
import type { RequestRunner } from '../run/requestRunner.ts';
import type { Step } from '../run/step.ts';
import { compareRuns } from './compareRuns.ts';

/**
 * Sends requests with a token of token-based authentication and with a credential of OAuth 2.0 of the same account,
 * whatever scheme they name, and compares the answers. Of a request that names another account nothing is sent. What
 * changes data is changed twice, which is asked about.
 *
 * @throws CodedError `both-schemes-needed`, and those of compareRuns
 */
export async function sendUnderBoth(
  steps: readonly Step[],
  runner: RequestRunner,
  services: RequestServices,
  documents: ResponseDocuments,
): Promise<void> {
  const [first] = steps;
  const account = first && (await chooseAccount(first, services));
  const signed = account && (await chooseOne('tba', account, services, first));
  const bearer = signed && (await chooseOne('oauth2', account, services, first, signed));
  if (signed && bearer && (await allowTwice(steps, account))) {
    await compareRuns(steps, [signed, bearer], runner, documents, true);
  }
}

/** The account that the request names, or the active one, or else one that is asked for; it has to have both. */
async function chooseAccount(
  { document, request }: Step,
  { book, active }: RequestServices,
): Promise<AccountRecord | undefined> {
  const list = active.allowList(document.uri);
  const all = book.credentials();
  const has = ({ id }: AccountRecord, scheme: Scheme) =>
    all.some(({ account, token }) => account.id === id && token.scheme === scheme);
  const both = book.index().accounts.filter(each => list.allows(each) && has(each, 'tba') && has(each, 'oauth2'));
  const named = request.account?.value;
  const meant = named === undefined || named.includes('{{') ? both : both.filter(each => isAccount(each, named));
  const current = active.get(document.uri)?.account.id;
  const [only, ...more] = meant;
  if (!only) {
    throw new CodedError('both-schemes-needed');
  }
  const known = more.length === 0 ? only : meant.find(({ id }) => id === current);
  const items = meant.map(value => ({ label: plainText(value.name), description: value.accountId, value }));
  return (
    known ??
    (await vscode.window.showQuickPick(items, { title: title(), placeHolder: vscode.l10n.t('In which account?') }))
      ?.value
  );
}

/** The one there is; of several the active one, or one that is asked for, those of the same application first. */
async function chooseOne(
  scheme: Scheme,
  { id }: AccountRecord,
  { book, active }: RequestServices,
  { document }: Step,
  beside?: Credential,
): Promise<Credential | undefined> {
  const current = active.get(document.uri)?.token.id;
  const fitting = book.credentials().filter(({ account, token }) => account.id === id && token.scheme === scheme);
  const isBeside = ({ application }: Credential) => Number(application.id === beside?.application.id);
  const known = fitting.length === 1 ? fitting[0] : fitting.find(({ token }) => token.id === current);
  const items = fitting
    .toSorted((one, other) => isBeside(other) - isBeside(one))
    .map(credential => credentialItem(credential, current));
  const placeHolder = vscode.l10n.t('{0}: with which one?', schemeName(scheme));
  return (
    known ??
    (
      await vscode.window.showQuickPick(items, {
        title: title(),
        placeHolder,
        matchOnDetail: true,
        matchOnDescription: true,
      })
    )?.value
  );
}

/** Production is asked about when the run is planned. */
async function allowTwice(steps: readonly Step[], account: AccountRecord): Promise<boolean> {
  const writing = steps.filter(
    ({ request }) => !/^(GET|HEAD)$/i.test(request.method.value) && !isQuery(request.target.value),
  );
  if (writing.length === 0 || countsAsProduction(account)) {
    return true;
  }
  const go = vscode.l10n.t('Send Twice');
  const answer = await vscode.window.showWarningMessage(
    writing.length === 1
      ? vscode.l10n.t('“{0}” is sent twice, once by each scheme.', plainText(writing[0]?.title ?? ''))
      : vscode.l10n.t('{0} requests that may change data are sent twice, once by each scheme.', writing.length),
    { modal: true, detail: vscode.l10n.t('What they create is there twice then.') },
    go,
  );
  return answer === go;
}

function isQuery(target: string): boolean {
  return target.includes('/services/rest/query/');
}

function title(): string {
  return vscode.l10n.t('Send Under Both Schemes and Compare');
}
