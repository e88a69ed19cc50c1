import * as vscode from 'vscode';
import type { AccountBook } from '../../accounts/accountBook.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { readRequestUrl } from '../../tba/requestUrl.ts';
import { errorLine } from '../errorText.ts';
import { askText, askTextOr, errorRemark, type Place, type Remark, type StepResult } from '../wizard.ts';
import { kindWord } from './accountTree.ts';

/** Which account, and where its calls go when that is not NetSuite's own hosts. */
export interface AccountEntry {
  readonly accountId: string;
  readonly baseUrl?: string | undefined;
}

export async function askName(place: Place, value: string): Promise<StepResult<string>> {
  const result = await askText(place, {
    prompt: vscode.l10n.t('A name for the account, as you want to see it in the tree'),
    placeholder: vscode.l10n.t('Acme Sandbox'),
    value,
    check: text =>
      text.trim() === ''
        ? errorRemark(vscode.l10n.t('Enter a name.'))
        : text.trim().length > 80
          ? errorRemark(vscode.l10n.t('Use at most 80 characters.'))
          : undefined,
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
    check: text => reviewBaseUrl(text.trim()),
  });
  return result.kind === 'next' ? { kind: 'next', value: result.value.trim().replace(/\/+$/, '') } : result;
}

function reviewBaseUrl(text: string): Remark | undefined {
  if (text === '') {
    return undefined;
  }
  try {
    const { query, baseUri } = readRequestUrl(text);
    return query.length > 0
      ? errorRemark(vscode.l10n.t('A base URL has no query.'))
      : {
          message: vscode.l10n.t('Signatures of this account go to {0} and nowhere else.', baseUri),
          severity: 'information',
        };
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
    check: text => (text.trim() === '' ? errorRemark(vscode.l10n.t('Enter a name.')) : undefined),
  });
  return trimmed(result);
}

function trimmed(result: StepResult<string>): StepResult<string> {
  return result.kind === 'next' ? { kind: 'next', value: result.value.trim() } : result;
}
