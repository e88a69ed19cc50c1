import * as vscode from 'vscode';
import { findCredentials, type FoundCredentials } from '../../../formats/foundCredentials.ts';
import type { AccountServices } from '../../accounts/accountServices.ts';
import { plainText } from '../../plainText.ts';

export type OfferServices = Pick<AccountServices, 'book' | 'log'>;

/**
 * Says that what was pasted or imported holds credentials, and offers to take them into the tree; says nothing where they
 * are there already. In an untrusted workspace, where none are imported, there is no offer.
 *
 * @param from the clipboard, or the file, for the import to read it again
 */
export async function offerCredentials(
  text: string,
  from: 'clipboard' | vscode.Uri,
  { book, log }: OfferServices,
  fileName = '',
): Promise<void> {
  const { found } = findCredentials(text, fileName);
  const values = found.flatMap(each => [each.consumerKey, each.consumerSecret, each.token, each.tokenSecret]);
  log.hide(...values.flatMap(value => value || []));
  const fresh = await withoutKnown(found.filter(isLogin), book);
  if (fresh.length === 0 || !vscode.workspace.isTrusted) {
    return;
  }
  const accounts = [...new Set(fresh.flatMap(({ accountId }) => accountId ?? []))].slice(0, 3).join(', ');
  const take = vscode.l10n.t('Import Credentials…');
  const answer = await vscode.window.showInformationMessage(
    accounts === ''
      ? vscode.l10n.t('Credentials were found and left out of the file. The tree can keep them, to sign with.')
      : plainText(
          vscode.l10n.t(
            'Credentials of account {0} were found and left out of the file. The tree can keep them, to sign with.',
            accounts,
          ),
        ),
    take,
  );
  if (answer === take) {
    await vscode.commands.executeCommand('netsuiteTba.importCredentials', from);
  }
}

/** A key or token with its value, and not a variable in its place. */
function isLogin({ consumerKey = '', token = '' }: FoundCredentials): boolean {
  return [consumerKey, token].some(value => value.trim() !== '' && !value.includes('{{') && !value.includes('$'));
}

/** A vault that cannot be read knows nothing. Only tokens of the same accounts are looked up. */
async function withoutKnown(
  found: readonly FoundCredentials[],
  book: OfferServices['book'],
): Promise<FoundCredentials[]> {
  const accounts = new Set(found.map(({ accountId = '' }) => plainId(accountId)));
  const likely = book.credentials().filter(({ account }) => accounts.has(plainId(account.accountId)));
  const known = await Promise.all(
    likely.map(async credential => (await book.secrets(credential).catch(() => undefined))?.token),
  );
  return found.filter(({ token }) => token === undefined || !known.includes(token));
}

function plainId(accountId: string): string {
  return accountId.trim().toUpperCase().replaceAll('-', '_');
}
