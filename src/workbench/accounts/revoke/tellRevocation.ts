import * as vscode from 'vscode';
import { credentialLabel } from '../../../accounts/labels.ts';
import type { AccountRecord, Credential } from '../../../accounts/records.ts';
import { places } from '../../../diagnosis/login/places.ts';
import { pageUrl } from '../../../exchange/callAccount.ts';
import { explainCode } from '../../errorText.ts';
import { plainText } from '../../plainText.ts';
import { tellErrorLine } from '../../tellError.ts';
import type { AccountServices } from '../accountServices.ts';
import type { Revocation } from './revokeCall.ts';
import { tokenPages } from './revokeTexts.ts';

/** Says what became of it, and offers the next step. Nobody waits for the answer. */
export function tellRevocation(
  credential: Credential,
  revocation: Revocation,
  { book, log }: Pick<AccountServices, 'book' | 'log'>,
): void {
  const label = plainText(credentialLabel(credential));
  switch (revocation.kind) {
    case 'revoked':
      offer(vscode.window.showInformationMessage, vscode.l10n.t('{0} was revoked at NetSuite.', label), {
        label: vscode.l10n.t('Remove from the Workbench'),
        run: () =>
          book.remove(credential.token.id).catch((error: unknown) => {
            log.error('remove a revoked token', error);
            void tellErrorLine(error);
          }),
      });
      return;
    case 'refused':
      offer(
        vscode.window.showWarningMessage,
        vscode.l10n.t(
          'Not revoked: NetSuite refused the login of {0} ({1} {2}). A token can only revoke itself while it works. At NetSuite: {3}, Edit, Revoke.',
          label,
          revocation.status,
          revocation.code,
          tokenPages(),
        ),
        openPages(credential.account),
      );
      return;
    case 'declined':
      offer(
        vscode.window.showWarningMessage,
        vscode.l10n.t(
          'NetSuite answered {0} and did not revoke {1}. At NetSuite: {2}, Edit, Revoke.',
          revocation.status,
          label,
          tokenPages(),
        ),
        openPages(credential.account),
      );
      return;
    case 'not-sent': {
      if (revocation.code === 'cancelled') {
        void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was sent. {0} was not revoked.', label));
        return;
      }
      const { title, reason } = explainCode(revocation.code, revocation.data);
      void vscode.window.showWarningMessage(
        plainText([vscode.l10n.t('{0} was not revoked.', label), title, reason].join(' ')),
      );
      return;
    }
    case 'unknown':
      offer(
        vscode.window.showWarningMessage,
        vscode.l10n.t(
          'NetSuite was asked to revoke {0}, but its answer did not come ({1}). Whether it was revoked is not known; a test tells.',
          label,
          unansweredWord(revocation),
        ),
        {
          label: vscode.l10n.t('Test'),
          run: () => vscode.commands.executeCommand('netsuiteTba.verify', nodeOf(credential)),
        },
      );
  }
}

interface Offer {
  readonly label: string;
  readonly run: () => PromiseLike<unknown>;
}

function offer(
  show: (message: string, ...buttons: string[]) => Thenable<string | undefined>,
  message: string,
  { label, run }: Offer,
): void {
  void show(message, label).then(answer => (answer === label ? run() : undefined));
}

function unansweredWord({ code, data }: Extract<Revocation, { kind: 'unknown' }>): string {
  switch (code) {
    case 'cancelled':
      return vscode.l10n.t('it was cancelled');
    case 'timed-out':
      return vscode.l10n.t('no answer within {0} seconds', data['seconds'] ?? '');
    case 'unexpected-status':
      return vscode.l10n.t('status {0}', data['status'] ?? '');
    default:
      return vscode.l10n.t('the connection broke');
  }
}

function openPages(account: AccountRecord): Offer {
  const page = pageUrl(account, places.accessTokens.path);
  return {
    label: vscode.l10n.t('Open Access Tokens'),
    run: () => vscode.env.openExternal(vscode.Uri.parse(page, true)),
  };
}

function nodeOf({ account, token }: Credential) {
  return { kind: 'token', record: token, practice: account.practice === true };
}
