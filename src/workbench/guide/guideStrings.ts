import { l10n } from 'vscode';
import type { GuideStrings } from '../../panels/guide/messages.ts';

/** The guide's own text in the person's language. */
export function guideStrings(): GuideStrings {
  return {
    title: l10n.t('Set up token-based authentication'),
    intro: l10n.t(
      'Four steps in NetSuite, in order. Each says what it takes, leads to its page in your account, and can be checked. How far you are is kept for each account on this machine.',
    ),
    account: l10n.t('Account'),
    noAccount: l10n.t('Choose an account'),
    practiceAccount: l10n.t('Use the Practice Account'),
    otherAccount: l10n.t('Another Account…'),
    reader: l10n.t('You are'),
    administrator: l10n.t('an administrator'),
    developer: l10n.t('a developer who asks for it'),
    purpose: l10n.t('What for'),
    purposes: {
      restlets: l10n.t('calling RESTlets'),
      rest: l10n.t('calling REST web services'),
      tokens: l10n.t('making tokens for others'),
    },
    release: l10n.t('Release of the account'),
    releases: {
      inferred: l10n.t('as it is likely today'),
      'before-2027.1': l10n.t('2026.2 or earlier'),
      'from-2027.1': l10n.t('2027.1 or later'),
      unknown: l10n.t('I do not know'),
    },
    steps: l10n.t('Steps'),
    step: l10n.t('Step {0}'),
    done: l10n.t('done'),
    open: l10n.t('open'),
    checkTitle: l10n.t('Is it done?'),
    check: l10n.t('Check with a Token…'),
    checkHelp: l10n.t(
      'Asks NetSuite who the token is. Then, for RESTlets, it calls the one that you choose with a GET; for REST it reads the list of record types. Nothing is called by itself, and a refused login is not tried again.',
    ),
    cancel: l10n.t('Cancel'),
    where: l10n.t('Where'),
    openPage: l10n.t('Open'),
    looksLike: l10n.t('What it should look like'),
    goesWrong: l10n.t('What goes wrong'),
    facts: l10n.t('What to know'),
    source: l10n.t('source'),
    confidences: {
      documented: l10n.t('Oracle documents it'),
      reported: l10n.t('reported'),
      assumed: l10n.t('assumed'),
    },
    reset: l10n.t('Forget Progress'),
    next: l10n.t('Next step: {0}'),
    practiceTitle: l10n.t('Practise it'),
  };
}
