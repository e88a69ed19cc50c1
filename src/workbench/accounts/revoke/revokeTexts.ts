import { env, l10n } from 'vscode';
import type { AccountRecord, Credential } from '../../../accounts/records.ts';
import { absoluteTime } from '../tree/times.ts';
import { environmentOf } from '../tree/environment.ts';
import { environmentWord } from '../tree/words.ts';
import type { LastUsesAnswer } from './askLastUses.ts';
import type { LastUse } from './lastUses.ts';
import { useOf } from './matchUses.ts';

const usesShown = 5;

/** What kind of account it is, in words, and which. */
export function accountWords(account: AccountRecord): string {
  const environment = environmentOf(account);
  if (environment === 'production') {
    return l10n.t('the PRODUCTION account {0}', account.accountId);
  }
  return environment === 'unknown'
    ? l10n.t('the account {0}, which may be production', account.accountId)
    : l10n.t('the {0} account {1}', environmentWord(environment), account.accountId);
}

/** Where NetSuite shows tokens, and what it knows of their use. */
export function tokenPages(): string {
  return l10n.t('Setup > Users/Roles > Access Tokens');
}

/** What one should know before a token is revoked: what it stops, where, and who used it last. */
export function revokeDetail(credential: Credential, lastUses: LastUsesAnswer): string {
  const { account, application, token } = credential;
  return [
    l10n.t(
      'It is permanent: NetSuite cannot bring a revoked token back, and every program that uses it stops working.',
    ),
    l10n.t('It belongs to “{0}” in {1} ({2}).', application.name, accountWords(account), account.name),
    token.lastSuccess === undefined
      ? l10n.t('From this workbench it has not been used with success.')
      : l10n.t('From this workbench it was used last on {0}.', absoluteTime(token.lastSuccess, env.language)),
    elsewhere(credential, lastUses),
  ].join('\n\n');
}

function elsewhere(credential: Credential, { uses, refusal }: LastUsesAnswer): string {
  const path = l10n.t('Setup > Users/Roles > User Management > View Login Audit Trail');
  if (refusal) {
    return l10n.t(
      'NetSuite refused the login with which its last use was to be looked up ({0} {1}). The role may lack REST Web Services, or the token does not work any more; then it cannot revoke itself. To revoke it from here is one more login.',
      refusal.status,
      refusal.code,
    );
  }
  if (!uses) {
    return l10n.t('When other programs used it last cannot be read with this token. NetSuite shows it: {0}.', path);
  }
  const use = useOf(uses, credential);
  if (use) {
    return l10n.t('NetSuite’s Login Audit Trail has another program using it last: {0}.', useLine(use));
  }
  return uses.length === 0
    ? l10n.t(
        'The newest entries of NetSuite’s Login Audit Trail show no other program that uses a token. All: {0}.',
        path,
      )
    : [
        l10n.t('Which of these it is, its name does not tell. Tokens that other programs used last:'),
        ...uses.slice(0, usesShown).map(useLine),
        l10n.t('All: {0}.', path),
      ].join('\n');
}

function useLine({ date, application, token, userAgent }: LastUse): string {
  return [date, token, application, userAgent].filter(part => part !== '').join(' · ');
}
