import * as vscode from 'vscode';
import type { Credential } from '../../../accounts/records.ts';
import { tokenLabel } from '../../../accounts/labels.ts';
import { tbaAuthenticator } from '../../../exchange/authenticate.ts';
import { originsOf } from '../../../exchange/callAccount.ts';
import { guardKey } from '../../../exchange/guards/loginGuard.ts';
import { readLoginFailure } from '../../../exchange/loginFailure.ts';
import type { Caller } from '../../../exchange/send.ts';
import { systemNonceSource } from '../../../tba/nonce.ts';
import type { TbaSecrets } from '../../../tba/signRequest.ts';
import type { Network } from '../../network/network.ts';
import { failureOf } from '../verifyToken.ts';

type Data = Readonly<Record<string, string | number | boolean>>;

/** What became of asking NetSuite to revoke a token. */
export type Revocation =
  | { readonly kind: 'revoked'; readonly at: number }
  /** The login was refused: a token can only revoke itself while it works. */
  | { readonly kind: 'refused'; readonly at: number; readonly status: number; readonly code: string }
  /** NetSuite answered, and did not do it. */
  | { readonly kind: 'declined'; readonly status: number }
  /** Nothing was sent. */
  | { readonly kind: 'not-sent'; readonly code: string; readonly data: Data }
  /** Sent, but the answer did not come: it may have been done. */
  | { readonly kind: 'unknown'; readonly code: string; readonly data: Data };

/**
 * Asks NetSuite to revoke a token, signed with the token itself: its endpoint takes a user's own tokens only. It is
 * sent once, whatever comes of it. The address holds consumer key and token ID, so nothing of the exchange is kept.
 *
 * @throws CodedError `workspace-untrusted`, `login-guard` and those of the signer; or the signal's reason when it was
 *   aborted before anything was sent
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/chapter_157017286140.html
 */
export async function askToRevoke(
  network: Pick<Network, 'send'>,
  { account, token }: Credential,
  secrets: TbaSecrets,
  acknowledged: boolean,
  signal: AbortSignal,
): Promise<Revocation> {
  const query = new URLSearchParams({ consumerKey: secrets.consumerKey, token: secrets.token });
  const caller: Caller = {
    ...callerOf({ account, token }, secrets, acknowledged),
    // The person has typed the token's name.
    mayWrite: true,
  };
  const { record, body } = await network.send(
    {
      title: vscode.l10n.t('Revoke a token'),
      method: 'GET',
      url: `${originsOf(account).restlets}/rest/revoketoken?${query.toString()}`,
      headers: [{ name: 'Accept', value: 'application/json' }],
      unlogged: true,
    },
    caller,
    signal,
  );
  if (!record.response) {
    const { code, data } = failureOf(record, account);
    return { kind: code === 'connect-failed' || code === 'practice-off' ? 'not-sent' : 'unknown', code, data };
  }
  const { status } = record.response;
  const at = Date.now();
  const refusal = readLoginFailure(status, body);
  if (refusal !== undefined) {
    return { kind: 'refused', at, status, code: refusal };
  }
  // Oracle does not say what a success looks like: that it is a 200 is assumed. A 5xx may come from on the way back.
  if (status >= 500) {
    return { kind: 'unknown', code: 'unexpected-status', data: { status } };
  }
  return status === 200 ? { kind: 'revoked', at } : { kind: 'declined', status };
}

/** Signs with a token of the tree. */
export function callerOf(
  { account, token }: Pick<Credential, 'account' | 'token'>,
  secrets: TbaSecrets,
  acknowledged: boolean,
): Caller {
  return {
    account,
    credentialId: guardKey(account.accountId, secrets.token),
    credentialLabel: tokenLabel(token),
    authenticate: tbaAuthenticator(account.accountId, secrets, systemNonceSource()),
    acknowledged,
  };
}
