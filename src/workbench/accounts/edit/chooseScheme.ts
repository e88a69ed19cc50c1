import * as vscode from 'vscode';
import type { Scheme } from '../../../accounts/records.ts';
import { plainText } from '../../plainText.ts';
import { askChoice, type PickItem } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { schemeName } from '../tree/words.ts';
import { alone, pickRecord } from './pickRecord.ts';

/** Lets the person say how requests log in that name an account, and neither a token nor a scheme. */
export async function chooseScheme(
  { book }: Pick<AccountServices, 'book'>,
  node: AccountNode | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Choose How Requests Log In');
  const target = await pickRecord(book, node, { title, kinds: ['account'] });
  if (!target) {
    return;
  }
  const { id, name, usualScheme } = target.record;
  const item = (value: Scheme | undefined, label: string, detail: string): PickItem<Scheme | undefined> => ({
    label,
    detail,
    ...(value === usualScheme ? { description: vscode.l10n.t('now') } : {}),
    value,
  });
  const chosen = await askChoice(
    alone(title),
    vscode.l10n.t('Requests that name “{0}”, and neither a token nor a scheme (# @auth), log in by…', plainText(name)),
    [
      item(undefined, vscode.l10n.t('Either'), vscode.l10n.t('The active token, or the one that was picked before.')),
      item(
        'tba',
        schemeName('tba'),
        vscode.l10n.t('OAuth 1.0a with a token; no new applications from release 2027.1.'),
      ),
      item('oauth2', schemeName('oauth2'), vscode.l10n.t('A certificate, or a sign-in with the browser.')),
    ],
  );
  if (chosen.kind === 'next') {
    await book.edit('account', id, { usualScheme: chosen.value });
  }
}
