import * as vscode from 'vscode';
import { tokenLabel } from '../../../accounts/labels.ts';
import type { Credential, OAuth2Login } from '../../../accounts/records.ts';
import { tokenState } from '../../../accounts/tokenState.ts';
import { CodedError } from '../../../codedError.ts';
import { guardKey } from '../../../exchange/guards/loginGuard.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import { plainText } from '../../plainText.ts';
import { requireTrust } from '../../trust.ts';
import { askText, errorRemark } from '../../wizard.ts';
import type { AccountServices } from '../accountServices.ts';
import type { AccountNode } from '../accountTree.ts';
import { alone, pickRecord } from '../edit/pickRecord.ts';
import { confirmUseAgain } from '../testTokens/confirmUseAgain.ts';
import { absoluteTime } from '../tree/times.ts';
import { askLastUses, type LastUsesAnswer } from './askLastUses.ts';
import { askToRevoke, type Revocation } from './revokeCall.ts';
import { accountWords, revokeDetail } from './revokeTexts.ts';
import { tellRevocation } from './tellRevocation.ts';

export type RevokeServices = Pick<AccountServices, 'book' | 'network' | 'log'>;

/**
 * Revokes a token at NetSuite, for good, after the person has typed its name.
 *
 * @throws CodedError `workspace-untrusted`, `record-gone`, `token-changed`, those of AccountBook.secrets and of send
 */
export async function revokeToken(services: RevokeServices, node: AccountNode | undefined): Promise<void> {
  requireTrust();
  const { book, network } = services;
  const title = vscode.l10n.t('Revoke a Token at NetSuite');
  const target = await pickRecord(book, node, {
    title,
    kinds: ['token'],
    refuse: ({ record }) =>
      record.revokedAt === undefined
        ? record.oauth2 && notRevocableHere(record.oauth2)
        : vscode.l10n.t(
            '“{0}” was revoked on {1} already.',
            plainText(tokenLabel(record)),
            absoluteTime(record.revokedAt, vscode.env.language),
          ),
  });
  if (!target) {
    return;
  }
  const credential = credentialNow(target.record.id, services);
  const secrets = await readSecrets(credential, services);
  const failures = network.failuresToAskAbout(guardKey(credential.account.accountId, secrets.token));
  if (failures > 0 && !(await confirmUseAgain(new CodedError('login-guard', { failures })))) {
    return;
  }
  const lastUses = await lastUsesOf(credential, secrets, failures > 0, services);
  if ((await confirm(credential, lastUses)) && (await askName(credential, title))) {
    await revoke(credential, secrets, failures > 0, services);
  }
}

function notRevocableHere({ grant }: OAuth2Login): string {
  return grant === 'client-credentials'
    ? vscode.l10n.t(
        'It logs in with a certificate. An administrator revokes that at NetSuite: Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup.',
      )
    : vscode.l10n.t(
        'It was signed in with the browser. Revoke the application at NetSuite, on the page OAuth 2.0 Authorized Applications of the user.',
      );
}

/** A token that is not known to work is not used for the question: each failed login counts. */
async function lastUsesOf(
  credential: Credential,
  secrets: TbaSecrets,
  failed: boolean,
  { network, log }: RevokeServices,
): Promise<LastUsesAnswer> {
  if (failed || tokenState(credential.token) === 'fails') {
    return {};
  }
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking up when it was used last…'),
      cancellable: true,
    },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        return await askLastUses(network, credential, secrets, stop.signal);
      } catch (error) {
        // It is only to know more; what is asked next says that it is not known.
        if (!stop.signal.aborted) {
          log.error('look up last uses', error);
        }
        return {};
      }
    },
  );
}

async function confirm(credential: Credential, lastUses: LastUsesAnswer): Promise<boolean> {
  const goOn = vscode.l10n.t('Go On…');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Revoke “{0}” at NetSuite, for good?', tokenLabel(credential.token)),
    { modal: true, detail: revokeDetail(credential, lastUses) },
    goOn,
  );
  return answer === goOn;
}

async function askName({ account, token }: Credential, title: string): Promise<boolean> {
  const label = tokenLabel(token);
  const result = await askText(alone(title), {
    prompt: vscode.l10n.t(
      'Type “{0}” to revoke it in {1}. It is permanent, and stops every program that uses this token.',
      plainText(label),
      accountWords(account),
    ),
    check: text =>
      text.trim() === label.trim()
        ? undefined
        : errorRemark(vscode.l10n.t('Nothing is revoked until the name stands here exactly: {0}', plainText(label))),
  });
  return result.kind === 'next';
}

async function revoke(
  asked: Credential,
  secrets: TbaSecrets,
  acknowledged: boolean,
  services: RevokeServices,
): Promise<void> {
  // While the person was asked, another window may have removed it, revoked it, or put another token in its place.
  const credential = credentialNow(asked.token.id, services);
  if (credential.token.revokedAt !== undefined || (await readSecrets(credential, services)).token !== secrets.token) {
    throw new CodedError('token-changed', { token: tokenLabel(asked.token) });
  }
  const revocation = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Revoking {0}…', plainText(tokenLabel(credential.token))),
      cancellable: true,
    },
    async (_, cancellation): Promise<Revocation> => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        return await askToRevoke(services.network, credential, secrets, acknowledged, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) {
          return { kind: 'not-sent', code: 'cancelled', data: {} };
        }
        throw error;
      }
    },
  );
  await keep(credential, revocation, services);
  tellRevocation(credential, revocation, services);
}

async function keep(
  { token }: Credential,
  revocation: Revocation,
  { book }: Pick<RevokeServices, 'book'>,
): Promise<void> {
  if (revocation.kind === 'refused') {
    const { at, status, code } = revocation;
    await book.recordVerification(token.id, { outcome: 'refused', at, status, code });
  } else if (revocation.kind === 'revoked' && book.credential(token.id)) {
    await book.edit('token', token.id, { revokedAt: revocation.at });
  }
}

function credentialNow(id: string, { book }: Pick<RevokeServices, 'book'>): Credential {
  const credential = book.credential(id);
  if (!credential) {
    throw new CodedError('record-gone', { kind: 'token' });
  }
  return credential;
}

/** Consumer key and token ID go into an address this once, so that they are hidden too. */
async function readSecrets(
  credential: Credential,
  { book, log }: Pick<RevokeServices, 'book' | 'log'>,
): Promise<TbaSecrets> {
  const secrets = await book.secrets(credential);
  log.hide(secrets.consumerKey, secrets.consumerSecret, secrets.token, secrets.tokenSecret);
  return secrets;
}
