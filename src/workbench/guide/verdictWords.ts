import { env, l10n } from 'vscode';
import type { GuidePurpose, GuideTaskId, TaskView } from '../../panels/guide/messages.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import type { Verdict } from './judgeTasks.ts';

/** A verdict in a word or two. */
export function verdictWord(verdict: TaskView['verdict']): string {
  switch (verdict) {
    case 'done':
      return l10n.t('done');
    case 'not-done':
      return l10n.t('not done');
    case 'unknown':
      return l10n.t('cannot be known from outside');
  }
}

/** Why a verdict is what it is. */
export function verdictReason(task: GuideTaskId, purpose: GuidePurpose, verdict: Verdict): string {
  const { why, at, identity, call, failure } = verdict;
  const when = at === undefined ? '' : absoluteTime(at, env.language);
  const who = [identity?.entity, identity?.role].filter(part => part !== undefined).join(' · ') || l10n.t('a token');
  const as = call?.as ?? '';
  const said = [call?.status, call?.code].filter(part => part !== undefined && part !== '').join(' ');
  switch (why) {
    case 'restlet-answered':
      return task === 'role'
        ? l10n.t('{0} called a RESTlet on {1}. The records that other scripts touch are not shown by that.', as, when)
        : l10n.t('A RESTlet answered {0} on {1}, for which all three features have to be on.', as, when);
    case 'rest-answered':
      return task === 'role'
        ? l10n.t('REST web services answered {0} on {1}, so the role has both permissions.', as, when)
        : l10n.t('REST web services answered {0} on {1}, so the features are on.', as, when);
    case 'logged-in':
      return loggedIn(task, who, when);
    case 'logged-in-only':
      return loggedInOnly(task, purpose, who, when);
    case 'restlet-refused':
      return l10n.t(
        'The login worked, but the RESTlet answered {0} on {1}. That may be a feature, the script, its deployment or its audience: the answer does not tell them apart.',
        said,
        when,
      );
    case 'rest-refused':
      return l10n.t(
        'The login worked, but REST web services answered {0} on {1}. That may be the feature or the permission of the role: the answer does not tell them apart.',
        said,
        when,
      );
    case 'login-refused':
      return l10n.t(
        'The last login was refused on {0} ({1}). NetSuite says the same for every cause; the Detail column of the Login Audit Trail has it.',
        when,
        failure?.code ?? '',
      );
    case 'nothing-known':
      return nothingKnown(task);
    case 'only-on-pages':
      return l10n.t('Making tokens for others happens on NetSuite’s pages. No call with a token shows who may do it.');
    case 'key-kept':
      return l10n.t(
        'The consumer key and secret are kept here. Whether the record is enabled shows with the first token.',
      );
    case 'token-missing':
      return l10n.t('The tree has no token of this account.');
    case 'token-refused':
      return l10n.t('NetSuite refused it on {0} ({1}).', when, failure?.code ?? '');
    case 'token-revoked':
      return l10n.t('The tree has only tokens that were revoked.');
    case 'token-untried':
      return l10n.t('The tree has a token that was not tried yet. Check it.');
  }
}

function loggedIn(task: GuideTaskId, who: string, when: string): string {
  switch (task) {
    case 'features':
      return l10n.t('{0} logged in on {1}, for which Token-based Authentication has to be on.', who, when);
    case 'role':
      return l10n.t('{0} logged in on {1}, so the role may log in with tokens.', who, when);
    case 'assign':
      return l10n.t('{0} logged in on {1}, so the user has the role.', who, when);
    case 'application':
      return l10n.t('{0} logged in on {1}, so the application is there and enabled.', who, when);
    case 'token':
      return l10n.t('{0} logged in on {1}.', who, when);
  }
}

function loggedInOnly(task: GuideTaskId, purpose: GuidePurpose, who: string, when: string): string {
  if (purpose === 'rest') {
    return task === 'role'
      ? l10n.t(
          '{0} logged in on {1}. Whether the role may call REST web services shows with a call: check it.',
          who,
          when,
        )
      : l10n.t(
          '{0} logged in on {1}, so Token-based Authentication is on. The other feature shows with a REST call.',
          who,
          when,
        );
  }
  return l10n.t(
    '{0} logged in on {1}, so Token-based Authentication is on. The SuiteScript features show with a RESTlet that answers.',
    who,
    when,
  );
}

function nothingKnown(task: GuideTaskId): string {
  switch (task) {
    case 'features':
      return l10n.t(
        'No token has logged in yet, and nothing outside the account shows its features. Look at the page.',
      );
    case 'role':
    case 'assign':
      return l10n.t('No token has logged in yet, and nothing outside the account shows its roles. Look at the page.');
    case 'application':
    case 'token':
      return l10n.t(
        'The tree has no consumer key of this account. It may have records all the same: look at the page.',
      );
  }
}
