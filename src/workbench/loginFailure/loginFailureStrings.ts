import { l10n } from 'vscode';
import type { LoginFailureStrings } from '../../panels/loginFailure/messages.ts';

/** The panel's text in the person's language. */
export function loginFailureStrings(): LoginFailureStrings {
  return {
    title: l10n.t('Why did the login fail?'),
    causes: l10n.t('What it can be, the likeliest first'),
    causesHelp: l10n.t('NetSuite gives every cause the same answer. These are ranked by what is known so far.'),
    unlikely: l10n.t('Unlikely, by what is known'),
    noCauses: l10n.t('Nothing that is known points to a failed login.'),
    supports: l10n.t('What speaks for it'),
    contradicts: l10n.t('What speaks against it'),
    fix: l10n.t('Fix'),
    where: l10n.t('Where'),
    source: l10n.t('Source'),
    openSource: l10n.t('Read it there'),
    evidence: l10n.t('Find out more'),
    audit: l10n.t('Login Audit Trail'),
    auditHelp: l10n.t(
      'NetSuite writes the cause there, in the column Detail: Setup > Users/Roles > User Management > View Login Audit Trail, with Use Advanced Search and Detail added under Results.',
    ),
    paste: l10n.t('Paste from the Login Audit Trail'),
    pasteHelp: l10n.t('A value of Detail, such as token_rejected, or rows exported as CSV. It stays in this panel.'),
    pastePlaceholder: l10n.t('Paste here'),
    read: l10n.t('Explain'),
    detail: l10n.t('Detail'),
    doors: l10n.t('Other doors'),
    doorsHelp: l10n.t(
      'Which of NetSuite’s doors let the token in tells feature, permission, role and deployment apart.',
    ),
    tryDoors: l10n.t('Try other doors'),
    tryDoorsAgain: l10n.t('Try them again'),
    door: l10n.t('Door'),
    outcome: l10n.t('What became of it'),
    clock: l10n.t('Clock'),
    correctClock: l10n.t('Sign with the corrected time'),
    ownClock: l10n.t('Sign with this machine’s time again'),
    untrusted: l10n.t(
      'Nothing is sent from a workspace that is not trusted. What is known here is explained all the same.',
    ),
    cancel: l10n.t('Cancel'),
    progress: l10n.t('Progress'),
    copyReport: l10n.t('Copy report without secrets'),
    copied: l10n.t('Copied.'),
  };
}
