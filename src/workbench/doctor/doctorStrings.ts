import { l10n } from 'vscode';
import type { DoctorStrings } from '../../panels/doctor/messages.ts';

/** The doctor's text in the person's language. */
export function doctorStrings(): DoctorStrings {
  return {
    title: l10n.t('Diagnose a failing call'),
    intro: l10n.t(
      'NetSuite answers every wrong signature with the same words. Paste what the other program sent: each known bug is tried on it, until one gives exactly the same signature.',
    ),
    sent: l10n.t('What was sent'),
    sentHelp: l10n.t(
      'A curl command, raw HTTP or curl -v, a HAR entry, Postman’s console, a SOAP envelope, or an Authorization header with method and URL. It stays in this panel.',
    ),
    placeholder: l10n.t('Paste here'),
    fromClipboard: l10n.t('From clipboard'),
    fromEditor: l10n.t('From editor'),
    method: l10n.t('Method'),
    url: l10n.t('URL'),
    keys: l10n.t('Whose keys'),
    keysHelp: l10n.t('The token that the program should sign with. Its secrets do not come into this panel.'),
    chooseKeys: l10n.t('Choose token or type keys…'),
    otherKeys: l10n.t('Change…'),
    diagnose: l10n.t('Diagnose'),
    cancel: l10n.t('Cancel'),
    progress: l10n.t('Progress'),
    outcome: l10n.t('Diagnosis'),
    fix: l10n.t('Fix'),
    stacks: l10n.t('The line to change'),
    baseStrings: l10n.t('What was signed, and what should have been'),
    expected: l10n.t('What should have been signed'),
    right: l10n.t('right'),
    theirs: l10n.t('theirs'),
    differsHere: l10n.t('differs:'),
    key: l10n.t('Key'),
    ruledOut: l10n.t('Ruled out'),
    open: l10n.t('What can still be it'),
    copyReport: l10n.t('Copy report without secrets'),
    copied: l10n.t('Copied.'),
  };
}
