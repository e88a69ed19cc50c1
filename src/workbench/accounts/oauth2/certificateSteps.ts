import * as vscode from 'vscode';
import type { OAuth2Target } from './oauth2Target.ts';

/** What the person wants to do next. */
export type NextStep = 'enter' | 'save' | 'discard' | undefined;

/**
 * Says how a certificate is mapped, with NetSuite's menu path and rules (ORA:section_162686838198,
 * ORA:subsect_162755332391), and asks how to go on.
 *
 * @param file where the certificate was saved, if it was
 */
export async function showCertificateSteps(
  { account, applicationName, replaces }: OAuth2Target,
  file: string | undefined,
): Promise<NextStep> {
  const enter = vscode.l10n.t('Enter Certificate ID');
  const save = vscode.l10n.t('Save Certificate…');
  const discard = vscode.l10n.t('Discard Key Pair');
  const steps = [
    vscode.l10n.t(
      'In account {0}, go to Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup, as an administrator or in a role with OAuth 2.0 Authorized Applications Management.',
      account.accountId,
    ),
    ...(replaces === undefined
      ? []
      : [
          vscode.l10n.t(
            'Revoke the mapping of the old certificate if it is still active: NetSuite takes one for each application, entity and role. Logins with it end at once.',
          ),
        ]),
    file === undefined
      ? vscode.l10n.t(
          'Choose Create New, then the entity, the role and the application “{0}”, and upload the certificate.',
          applicationName,
        )
      : vscode.l10n.t(
          'Choose Create New, then the entity, the role and the application “{0}”, and upload {1}.',
          applicationName,
          file,
        ),
    vscode.l10n.t('Save, and copy the Certificate ID from the list.'),
  ];
  const rules = [
    vscode.l10n.t('The role needs “Log in using OAuth 2.0 Access Tokens”.'),
    vscode.l10n.t('One application has five active certificates at most.'),
    vscode.l10n.t('A mapping is not copied to other accounts, and is gone after a sandbox refresh.'),
    vscode.l10n.t(
      'The private key waits in VS Code’s secret storage: you can go on another day with the same command.',
    ),
  ];
  const detail = [
    steps.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    rules.map(rule => `• ${rule}`).join('\n'),
  ].join('\n\n');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Map the certificate at NetSuite'),
    { modal: true, detail },
    enter,
    save,
    discard,
  );
  return chosen === enter ? 'enter' : chosen === save ? 'save' : chosen === discard ? 'discard' : undefined;
}
