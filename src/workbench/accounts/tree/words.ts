import { env, l10n } from 'vscode';
import { expiryState, type Expiry } from '../../../accounts/expiry.ts';
import { tokenState } from '../../../accounts/tokenState.ts';
import type { Scheme, TokenRecord } from '../../../accounts/records.ts';
import type { AccountKind } from '../../../tba/accountId.ts';
import type { Environment } from './environment.ts';
import type { SecretState } from './snapshot.ts';
import { timeAgo, timeUntil } from './times.ts';

/** What kind of account it is, in words. */
export function kindWord(kind: AccountKind): string {
  switch (kind) {
    case 'production':
      return l10n.t('production');
    case 'sandbox':
      return l10n.t('sandbox');
    case 'release-preview':
      return l10n.t('release preview');
    case 'test-drive':
      return l10n.t('test drive');
    case 'unknown':
      return l10n.t('unusual account ID');
  }
}

export function environmentWord(environment: Environment): string {
  return environment === 'practice' ? l10n.t('practice') : kindWord(environment);
}

/** For a status bar, where production has to catch the eye without its colour; undefined for all that is not. */
export function productionWarning(environment: Environment): string | undefined {
  return environment === 'production'
    ? l10n.t('PRODUCTION')
    : environment === 'unknown'
      ? l10n.t('PERHAPS PRODUCTION')
      : undefined;
}

/** Why a secret cannot be used; undefined when it can. */
export function secretWord(secret: SecretState): string | undefined {
  switch (secret) {
    case 'here':
      return undefined;
    case 'missing':
      return l10n.t('secret not available here');
    case 'unknown':
      return l10n.t('secret storage does not answer');
  }
}

/** Whether the token works, without when. */
export function stateWord(token: TokenRecord): string {
  switch (tokenState(token)) {
    case 'works':
      return l10n.t('works');
    case 'fails':
      return l10n.t('login refused');
    case 'revoked':
      return l10n.t('revoked');
    case 'untried':
      return l10n.t('not tried');
  }
}

/** `works, 2 min. ago`; long for screen readers: `works, 2 minutes ago`. */
export function stateAndTime(token: TokenRecord, now: number, style: 'long' | 'short'): string {
  const at = stateSince(token);
  return at === undefined
    ? stateWord(token)
    : l10n.t('{0}, {1}', stateWord(token), timeAgo(at, now, env.language, style));
}

function stateSince(token: TokenRecord): number | undefined {
  switch (tokenState(token)) {
    case 'works':
      return token.lastSuccess;
    case 'fails':
      return token.lastFailure?.at;
    case 'revoked':
      return token.revokedAt;
    case 'untried':
      return undefined;
  }
}

export function schemeName(scheme: Scheme): string {
  return scheme === 'tba' ? l10n.t('Token-based authentication') : 'OAuth 2.0';
}

/** `certificate ends in 12 days`; it stands behind a name, so it begins small. */
export function expiryWord(expiry: Expiry, now: number, style: 'long' | 'short'): string {
  const { of, at } = expiry;
  const when = timeUntil(at, now, env.language, style);
  const isOver = expiryState(expiry, now) === 'ended';
  if (of === 'certificate') {
    return isOver ? l10n.t('certificate ended {0}', when) : l10n.t('certificate ends {0}', when);
  }
  return isOver ? l10n.t('sign-in ended {0}', when) : l10n.t('sign-in ends {0}', when);
}

export function tokenCount(count: number): string {
  return count === 0 ? l10n.t('no token') : count === 1 ? l10n.t('1 token') : l10n.t('{0} tokens', count);
}
