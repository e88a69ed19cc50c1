import * as vscode from 'vscode';
import { shortId } from '../../../accounts/labels.ts';
import type { Credential, OAuth2Login } from '../../../accounts/records.ts';
import { CodedError } from '../../../codedError.ts';
import { guardKey } from '../../../exchange/guards/loginGuard.ts';
import { clientLogin } from '../../../exchange/oauth2/clientCredentials.ts';
import { readSigningKey } from '../../../oauth2/signingKey.ts';
import type { AccountServices } from '../accountServices.ts';
import { confirmUseAgain } from '../testTokens/confirmUseAgain.ts';
import { testLogin, type TestResult } from '../verifyToken.ts';
import type { PendingKey } from './pendingKeys.ts';

/**
 * Asks NetSuite for an access token with the key, as the certificate of that ID.
 *
 * @returns undefined when the person cancelled it, or did not want to use the certificate again
 * @throws CodedError as testLogin does
 */
export async function tryCertificate(
  { target, pair }: PendingKey,
  certificateId: string,
  { network, log }: Pick<AccountServices, 'network' | 'log'>,
): Promise<TestResult | undefined> {
  const { accountName: name, ...account } = target.account;
  const credentialId = guardKey(account.accountId, `${target.clientId} ${certificateId}`);
  const failures = network.failuresToAskAbout(credentialId);
  if (failures > 0 && !(await confirmUseAgain(new CodedError('login-guard', { failures })))) {
    return undefined;
  }
  const client = {
    clientId: target.clientId,
    certificateId,
    scopes: target.scopes,
    key: readSigningKey(pair.privateKey),
  };
  const caller = {
    account: { name, ...account },
    credentialId,
    credentialLabel: vscode.l10n.t('test call'),
    acknowledged: failures > 0,
    ...clientLogin(client, Date.now, token => log.hide(token)),
  };
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Asking NetSuite for an access token…'),
      cancellable: true,
    },
    async (_, cancellation) => {
      const stop = new AbortController();
      cancellation.onCancellationRequested(() => stop.abort());
      try {
        return await testLogin(network, caller, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) {
          return undefined;
        }
        throw error;
      }
    },
  );
}

/** Puts the credential into the tree, or in the place of the one that it renews. */
export async function keepCertificate(
  { target, pair }: PendingKey,
  certificateId: string,
  { book, callers }: Pick<AccountServices, 'book' | 'callers'>,
): Promise<Credential> {
  const { account, applicationName, clientId, scopes, replaces } = target;
  const certificate = { id: certificateId, expiresAt: pair.expiresAt };
  const login: OAuth2Login = { grant: 'client-credentials', scopes, certificate };
  const secret = { clientId, privateKey: pair.privateKey };
  if (replaces !== undefined && book.credential(replaces)) {
    await book.replaceOAuth2Secret(replaces, secret, login);
    await callers.forget(replaces);
    const renewed = book.credential(replaces);
    if (renewed) {
      return renewed;
    }
  }
  const tokenName = vscode.l10n.t('Certificate {0}', shortId(certificateId));
  return book.addOAuth2({ ...account, applicationName, tokenName, login, secret });
}
