import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import type { AccountRecord } from '../../accounts/records.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { readRequestUrl } from '../../tba/requestUrl.ts';
import { errorLine } from '../errorText.ts';
import { plainText } from '../plainText.ts';
import {
  askChoice,
  askText,
  askTextOr,
  errorRemark,
  type PickItem,
  type Place,
  type Remark,
  type StepResult,
} from '../wizard.ts';
import { reviewName } from './edit/nameCheck.ts';
import { environmentOf } from './tree/environment.ts';
import { accountIcon } from './tree/icons.ts';
import { environmentWord, kindWord } from './tree/words.ts';

/** Which account, and where its calls go when that is not NetSuite's own hosts. */
export interface AccountEntry {
  readonly accountId: string;
  readonly baseUrl?: string | undefined;
}

/** One of the tree's accounts, or undefined for another; `skip` where the tree has none. */
export async function askKnownAccount(
  place: Place,
  book: AccountBook,
): Promise<StepResult<AccountRecord | undefined> | 'skip'> {
  const { accounts } = book.index();
  if (accounts.length === 0) {
    return 'skip';
  }
  const items: PickItem<AccountRecord | undefined>[] = accounts.map(account => ({
    label: plainText(account.name),
    iconPath: accountIcon(environmentOf(account)),
    description: `${account.accountId} · ${environmentWord(environmentOf(account))}`,
    value: account,
  }));
  items.push({
    label: vscode.l10n.t('Another account'),
    iconPath: new vscode.ThemeIcon('add'),
    detail: vscode.l10n.t('It is added to the tree with the token.'),
    value: undefined,
  });
  return askChoice(place, vscode.l10n.t('Sign in to which account?'), items);
}

export async function askName(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('A name for the account, as you want to see it in the tree'),
    placeholder: vscode.l10n.t('Acme Sandbox'),
    value,
    check: text => reviewName(text),
  });
  return trimmed(result);
}

/** The account ID and, behind a button, a base URL: most people never need one. */
export async function askAccount(
  place: Place,
  entered: AccountEntry,
  book: AccountBook,
): Promise<StepResult<AccountEntry>> {
  let { accountId, baseUrl } = entered;
  for (;;) {
    const hosts = baseUrl;
    const result = await askTextOr(
      place,
      {
        prompt: vscode.l10n.t('Account ID (NetSuite: Setup > Company > Company Information)'),
        placeholder: '1234567 / 1234567_SB1',
        value: accountId,
        check: text => reviewAccountId(text, hosts, book),
      },
      { icon: 'server', tooltip: vscode.l10n.t('Send to a base URL instead of NetSuite’s hosts…') },
    );
    if (result.kind === 'next') {
      return { kind: 'next', value: { accountId: parseAccountId(result.value).id, baseUrl } };
    }
    if (result.kind !== 'extra') {
      return result;
    }
    accountId = result.typed;
    const url = await askBaseUrl(place, baseUrl ?? '');
    if (url.kind === 'cancel') {
      return url;
    }
    if (url.kind === 'next') {
      baseUrl = url.value === '' ? undefined : url.value;
    }
  }
}

async function askBaseUrl(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t(
      'Base URL that stands in for the account’s hosts (a gateway, a test server); empty for NetSuite’s own',
    ),
    placeholder: 'https://gateway.example.com/netsuite',
    value,
    check: text =>
      reviewBaseUrl(text, url => vscode.l10n.t('Signatures of this account go to {0} and nowhere else.', url)),
  });
  return result.kind === 'next' ? { kind: 'next', value: readBaseUrl(result.value) } : result;
}

/** A base URL in the one spelling in which it is kept, without a trailing slash; empty for none. */
export function readBaseUrl(text: string): string {
  return text.trim() === '' ? '' : readRequestUrl(text.trim()).baseUri.replace(/\/+$/, '');
}

/** @param says what a base URL that can be used means, given in the spelling in which it is kept */
export function reviewBaseUrl(text: string, says: (url: string) => string): Remark | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  try {
    return readRequestUrl(text.trim()).query.length > 0
      ? errorRemark(vscode.l10n.t('A base URL has no query.'))
      : { message: says(readBaseUrl(text)), severity: 'information' };
  } catch (problem) {
    return errorRemark(errorLine(problem));
  }
}

function reviewAccountId(text: string, baseUrl: string | undefined, book: AccountBook): Remark {
  try {
    const { id, realm, kind, hosts } = parseAccountId(text);
    const known = book
      .index()
      .accounts.find(account => account.accountId === id && account.baseUrl === baseUrl && !account.practice);
    const shown = [
      `${id} (${kindWord(kind)})`,
      vscode.l10n.t('realm {0}', realm),
      ...(baseUrl === undefined ? [hosts.restlets, hosts.suiteTalk] : [baseUrl]),
    ].join(' · ');
    return {
      message: known
        ? `${shown} · ${vscode.l10n.t('already here as “{0}”: the token is added to it', known.name)}`
        : shown,
      severity: kind === 'unknown' ? 'warning' : 'information',
    };
  } catch (problem) {
    return errorRemark(errorLine(problem));
  }
}

export async function askApplication(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('Name of the application (NetSuite: Setup > Integration > Manage Integrations)'),
    placeholder: vscode.l10n.t('Orders hub'),
    value,
    check: text => reviewName(text),
  });
  return trimmed(result);
}

function trimmed(result: StepResult<string>): StepResult<string> {
  return result.kind === 'next' ? { kind: 'next', value: result.value.trim() } : result;
}
