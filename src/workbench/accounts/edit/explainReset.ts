import * as vscode from 'vscode';
import { findRecord } from '../../../accounts/indexLists.ts';
import { CodedError } from '../../../codedError.ts';
import { places } from '../../../diagnosis/login/places.ts';
import { pageUrl } from '../../../exchange/callAccount.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { tokensWord } from './countWords.ts';
import { onlyTokenBased } from './onlyTokenBased.ts';
import { nodeLabel, pickRecord } from './pickRecord.ts';

/**
 * Explains what “Reset Credentials” and the state Blocked do, which are done at NetSuite by a person, never from here.
 *
 * @throws CodedError `practice-off` when the practice account's page is asked for while it is off
 */
export async function explainReset(
  { book, practice }: Pick<AccountServices, 'book' | 'practice'>,
  node: AccountNode | undefined,
): Promise<void> {
  const title = vscode.l10n.t('Reset Credentials or Block at NetSuite');
  const target = await pickRecord(book, node, { title, kinds: ['application'], refuse: onlyTokenBased });
  const index = book.index();
  const account = target && findRecord(index, 'account', target.record.account);
  if (!account) {
    return;
  }
  const tokens = index.tokens.filter(({ application }) => application === target.record.id).length;
  const open = vscode.l10n.t('Open Integration Records');
  const edit = vscode.l10n.t('Edit Secret…');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Reset or block “{0}”: both are done at NetSuite, not here.', nodeLabel(target)),
    { modal: true, detail: explanation(tokens) },
    open,
    // The practice account's secrets come from itself.
    ...(target.practice ? [] : [edit]),
  );
  if (answer === edit) {
    await vscode.commands.executeCommand('netsuiteTba.enterSecret', target);
  } else if (answer === open) {
    if (account.practice && !practice.running) {
      throw new CodedError('practice-off', { url: account.baseUrl ?? '' });
    }
    await vscode.env.openExternal(vscode.Uri.parse(pageUrl(account, places.integrations.path), true));
  }
}

/** Sources: reset ORA:section_4395597766; Blocked ORA:section_4639959077; deletion ORA:bridgehead_4249078810. */
function explanation(tokens: number): string {
  return [
    vscode.l10n.t(
      'Reset Credentials: for administrators, in the account that owns the record. The old consumer key and secret stop working at once, for every program that uses them. The new ones are shown once. Tokens stay valid and go on with the new pair: here that is {0}. Enter the new pair with “Edit Secret…”.',
      tokensWord(tokens),
    ),
    vscode.l10n.t(
      'State Blocked: every call with this consumer key is refused until the state is Enabled again. Nothing is lost by it.',
    ),
    vscode.l10n.t('Deleting the record revokes all its tokens for good.'),
    vscode.l10n.t('The records are under Setup > Integration > Manage Integrations.'),
  ].join('\n\n');
}
