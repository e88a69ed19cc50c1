import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { credentialLabel, tokenLabel } from '../../../accounts/labels.ts';
import type { SignInStep } from '../../../exchange/signIn.ts';
import { plainText } from '../../plainText.ts';
import type { TestResult } from '../verifyToken.ts';
import type { CallbackPages } from './callbackListener.ts';
import { tokenMayBeThere } from './signInErrorText.ts';

/** The steps of the flow, and what is done with the token afterwards. */
export type SignInPhase = SignInStep | 'keep';

/** What the notification says while a step is under way. */
export function stepText(step: SignInPhase): string {
  switch (step) {
    case 'request-token':
      return vscode.l10n.t('asking NetSuite for its page…');
    case 'authorise':
      // Notifications show links to commands as such.
      return vscode.l10n.t(
        'answer NetSuite’s page in the browser. [Open it again, or paste the address it ended on]({0})',
        'command:netsuiteTba.signIn',
      );
    case 'access-token':
      return vscode.l10n.t('fetching the token…');
    case 'keep':
      return vscode.l10n.t('storing and testing the token…');
  }
}

/** What the browser shows in the end. */
export function callbackPages(): CallbackPages {
  const { language } = vscode.env;
  return {
    taken: {
      language,
      title: vscode.l10n.t('NetSuite’s answer has arrived'),
      text: vscode.l10n.t('You can close this window. VS Code goes on with the sign-in.'),
    },
    failed: {
      language,
      title: vscode.l10n.t('The sign-in did not work'),
      text: vscode.l10n.t('You can close this window. VS Code says why, and what to do.'),
    },
    done: {
      language,
      title: vscode.l10n.t('This sign-in is over'),
      text: vscode.l10n.t('An answer has arrived before. You can close this window.'),
    },
  };
}

/** Cancelling is no error, but a token that may have been made is worth knowing of. */
export function tellCancelled(step: SignInPhase): void {
  if (step === 'access-token') {
    const message = vscode.l10n.t('The sign-in was cancelled while NetSuite may have been making the token.');
    void vscode.window.showWarningMessage(`${message} ${tokenMayBeThere()}`);
  } else {
    void vscode.window.showInformationMessage(vscode.l10n.t('The sign-in was cancelled. Nothing was stored.'));
  }
}

/**
 * A token took another's place. Someone else may have been allowed on NetSuite's page than before, which is said.
 *
 * @param before the token as it was, with what was known of it
 */
export function tellReplaced(before: Credential, now: Credential, test: TestResult | undefined): void {
  const label = plainText(credentialLabel(now));
  const refusal = test?.verification?.outcome === 'refused' ? test.verification : undefined;
  if (refusal) {
    const stored = vscode.l10n.t(
      '{0} has its new token, but NetSuite refused its first call ({1}).',
      label,
      refusal.code,
    );
    void vscode.window.showWarningMessage(`${stored} ${mayWaitForApproval()}`);
    return;
  }
  const message =
    test?.verification === undefined
      ? vscode.l10n.t('{0} has its new token. It is not verified yet.', label)
      : vscode.l10n.t('{0} has its new token, and it works.', label);
  const [was, is] = [whoOf(before), whoOf(now)];
  if (was === undefined || is === undefined || was === is) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  const change = vscode.l10n.t('Before, “{0}” was {1}; now it is {2}.', tokenLabel(before.token), was, is);
  void vscode.window.showWarningMessage(`${message} ${plainText(change)}`);
}

function whoOf({ token: { identity } }: Credential): string | undefined {
  const known = [identity?.entity, identity?.role].filter(part => part !== undefined);
  return known.length === 0 ? undefined : known.join(' · ');
}

/**
 * @param test undefined when the token could not be tried
 * @param isActive a sentence that says whether it is the active one
 */
export function tellSuccess(credential: Credential, test: TestResult | undefined, isActive: string): void {
  const label = plainText(credentialLabel(credential));
  switch (test?.verification?.outcome) {
    case 'accepted':
      void vscode.window.showInformationMessage(
        `${vscode.l10n.t('Signed in: {0}. The token is in VS Code’s secret storage.', label)} ${isActive}`,
      );
      return;
    case 'refused':
      void vscode.window.showWarningMessage(
        [
          vscode.l10n.t('{0} was added, but NetSuite refused its first call ({1}).', label, test.verification.code),
          mayWaitForApproval(),
        ].join(' '),
      );
      return;
    case undefined:
      void vscode.window.showInformationMessage(
        [vscode.l10n.t('{0} was added.', label), isActive, vscode.l10n.t('Its token is not verified yet.')].join(' '),
      );
  }
}

/** An application that was installed by a sign-in may wait for approval (ORA:section_156537025868). */
function mayWaitForApproval(): string {
  return vscode.l10n.t(
    'The application may wait for approval in this account: set its State to Enabled under Setup > Integration > Manage Integrations, then test the token.',
  );
}
