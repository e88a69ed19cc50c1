import * as vscode from 'vscode';
import type { AccountBook } from '../../../accounts/accountBook.ts';
import { findRecord } from '../../../accounts/indexLists.ts';
import { netSuiteHosts, type AccountRecord } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { parseAccountId } from '../../../tba/accountId.ts';
import { plainText } from '../../plainText.ts';
import {
  askChoice,
  askText,
  errorRemark,
  runWizard,
  type PickItem,
  type Place,
  type StepResult,
} from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { readBaseUrl, reviewBaseUrl } from '../accountPrompts.ts';
import { pickRecord } from './pickRecord.ts';

type SignedAs = 'itself' | 'netsuite' | 'another';

interface Draft {
  /** Empty for NetSuite's own hosts. */
  readonly baseUrl: string;
  readonly kind: SignedAs;
  readonly other: string;
}

type Step = (state: Draft, place: Place) => Promise<StepResult<Draft> | 'skip'>;

/** Sets where an account's calls go, and what they are signed as. */
export async function editHosts({ book }: Pick<AccountServices, 'book'>, node: AccountNode | undefined): Promise<void> {
  const target = await pickRecord(book, node, {
    title: vscode.l10n.t('Base URL and Signed As'),
    kinds: ['account'],
    refuse: ({ record }) =>
      record.practice
        ? vscode.l10n.t('The practice account has an address of its own, which it finds by itself.')
        : undefined,
  });
  const draft = target && (await askHosts(target.record, book));
  if (!draft) {
    return;
  }
  const { id } = target.record;
  const baseUrl = draft.baseUrl === '' ? undefined : draft.baseUrl;
  const signedAs = baseUrl === undefined ? undefined : signedAsOf(draft);
  await setHosts(book, id, { baseUrl, signedAs });
  void vscode.window.showInformationMessage(hostsText(target.record, baseUrl, signedAs));
}

/**
 * Keeps where an account's calls go. What was found out of its hosts before is forgotten, and nothing else.
 *
 * @throws CodedError `record-gone`, `account-known` (data: account) when another record is this account already
 */
export async function setHosts(
  book: AccountBook,
  id: string,
  { baseUrl, signedAs }: { readonly baseUrl: string | undefined; readonly signedAs: string | undefined },
): Promise<void> {
  const account = findRecord(book.index(), 'account', id);
  if (!account) {
    throw new CodedError('record-gone', { kind: 'account' });
  }
  if (account.baseUrl === baseUrl && account.signedAs === signedAs) {
    return;
  }
  const twin = twinOf(account, baseUrl, book);
  if (twin) {
    throw new CodedError('account-known', { account: twin.name });
  }
  await book.edit('account', id, { baseUrl, signedAs, hostCheck: undefined });
}

async function askHosts(account: AccountRecord, book: AccountBook): Promise<Draft | undefined> {
  const { baseUrl, signedAs } = account;
  const start: Draft = {
    baseUrl: baseUrl ?? '',
    kind: signedAs === undefined ? 'itself' : signedAs === netSuiteHosts ? 'netsuite' : 'another',
    other: signedAs === undefined || signedAs === netSuiteHosts ? '' : signedAs,
  };
  const steps: readonly Step[] = [
    (state, place) => askBase(state, place, account, book),
    (state, place) => (state.baseUrl === '' ? Promise.resolve('skip') : askSignedAs(state, place, account)),
    (state, place) =>
      state.baseUrl === '' || state.kind !== 'another' ? Promise.resolve('skip') : askOther(state, place),
  ];
  const title = vscode.l10n.t('Base URL and Signed As: {0}', plainText(account.name));
  return runWizard(
    start,
    steps.map(ask => (state: Draft, step: number) => ask(state, { title, step, total: steps.length })),
  );
}

async function askBase(
  state: Draft,
  place: Place,
  account: AccountRecord,
  book: AccountBook,
): Promise<StepResult<Draft>> {
  const { hosts } = parseAccountId(account.accountId);
  const result = await askText(place, {
    prompt: vscode.l10n.t('Base URL, or empty for NetSuite’s own hosts: {0} and {1}', hosts.restlets, hosts.suiteTalk),
    placeholder: 'https://gateway.example.com/netsuite',
    value: state.baseUrl,
    check: text => {
      const remark = reviewBaseUrl(text, url =>
        vscode.l10n.t('Every call of this account goes to {0}, with its signature, and nowhere else.', url),
      );
      if (remark?.severity === 'error') {
        return remark;
      }
      const baseUrl = readBaseUrl(text);
      const twin = twinOf(account, baseUrl === '' ? undefined : baseUrl, book);
      return twin ? errorRemark(vscode.l10n.t('“{0}” is this account with this base URL already.', twin.name)) : remark;
    },
  });
  return result.kind === 'next' ? { kind: 'next', value: { ...state, baseUrl: readBaseUrl(result.value) } } : result;
}

async function askSignedAs(state: Draft, place: Place, { accountId }: AccountRecord): Promise<StepResult<Draft>> {
  const { hosts } = parseAccountId(accountId);
  const items: (PickItem<SignedAs> & { readonly value: SignedAs })[] = [
    {
      label: vscode.l10n.t('The base URL itself'),
      description: state.baseUrl,
      detail: vscode.l10n.t('For a server that checks signatures on its own address. This is the usual one.'),
      value: 'itself',
    },
    {
      label: vscode.l10n.t('NetSuite’s own hosts'),
      description: `https://${hosts.restlets}`,
      detail: vscode.l10n.t('For a gateway that hands calls on to NetSuite as they are.'),
      value: 'netsuite',
    },
    {
      label: vscode.l10n.t('Another URL…'),
      description: state.other,
      detail: vscode.l10n.t('For a gateway that hands calls on to yet another address.'),
      value: 'another',
    },
  ];
  // The one that holds now comes first, where Enter takes it.
  const sorted = items.toSorted((a, b) => Number(b.value === state.kind) - Number(a.value === state.kind));
  const result = await askChoice(place, vscode.l10n.t('What is a call to the base URL signed as?'), sorted);
  return result.kind === 'next' ? { kind: 'next', value: { ...state, kind: result.value } } : result;
}

async function askOther(state: Draft, place: Place): Promise<StepResult<Draft>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('The URL that stands in the signature in place of the base URL'),
    placeholder: 'https://internal.example.com/netsuite',
    value: state.other,
    check: text =>
      text.trim() === ''
        ? errorRemark(vscode.l10n.t('Enter a URL.'))
        : reviewBaseUrl(text, url => vscode.l10n.t('Calls go to {0} and are signed as {1}.', state.baseUrl, url)),
  });
  return result.kind === 'next' ? { kind: 'next', value: { ...state, other: readBaseUrl(result.value) } } : result;
}

function signedAsOf({ kind, other, baseUrl }: Draft): string | undefined {
  switch (kind) {
    case 'itself':
      return undefined;
    case 'netsuite':
      return netSuiteHosts;
    case 'another':
      return other === baseUrl ? undefined : other;
  }
}

/** An account is known by its account ID and base URL. */
function twinOf(account: AccountRecord, baseUrl: string | undefined, book: AccountBook): AccountRecord | undefined {
  return book
    .index()
    .accounts.find(
      record =>
        record.id !== account.id &&
        !record.practice &&
        record.accountId === account.accountId &&
        record.baseUrl === baseUrl,
    );
}

/** Says where calls go from now on. */
function hostsText(
  { accountId, name }: AccountRecord,
  baseUrl: string | undefined,
  signedAs: string | undefined,
): string {
  const shown = plainText(name);
  const { hosts } = parseAccountId(accountId);
  if (baseUrl === undefined) {
    return vscode.l10n.t('Calls of “{0}” go to NetSuite: {1} and {2}.', shown, hosts.restlets, hosts.suiteTalk);
  }
  return signedAs === undefined
    ? vscode.l10n.t('Calls of “{0}” go to {1} and are signed as that.', shown, baseUrl)
    : vscode.l10n.t(
        'Calls of “{0}” go to {1} and are signed as {2}.',
        shown,
        baseUrl,
        signedAs === netSuiteHosts ? hosts.restlets : signedAs,
      );
}
