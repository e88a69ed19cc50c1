import * as vscode from 'vscode';
import type { AccountRecord, Verification } from '../../accounts/records.ts';
import { readTokenInfo } from '../../accounts/tokenInfo.ts';
import { tbaAuthenticator } from '../../exchange/authenticate.ts';
import { originsOf } from '../../exchange/callAccount.ts';
import { guardKey } from '../../exchange/loginGuard.ts';
import { readLoginFailure } from '../../exchange/loginFailure.ts';
import { systemNonceSource } from '../../tba/nonce.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { explainCode } from '../errorText.ts';
import type { Network } from '../network/network.ts';

/** What a test call found out; `verification` is absent when NetSuite said nothing about the token. */
export interface TestResult {
  readonly verification?: Verification;
  /** What happened, short enough for a title. */
  readonly message: string;
  /** Why, or what it means. */
  readonly detail: string;
}

/** Calls `/rest/tokeninfo`, the call that needs nothing but a valid login. */
export async function testToken(
  network: Network,
  account: Pick<AccountRecord, 'accountId' | 'name' | 'baseUrl'>,
  secrets: TbaSecrets,
  signal: AbortSignal,
  acknowledged = false,
): Promise<TestResult> {
  const { record, body } = await network.send(
    {
      title: vscode.l10n.t('Test call'),
      method: 'GET',
      url: `${originsOf(account).restlets}/rest/tokeninfo`,
      headers: [{ name: 'Accept', value: 'application/json' }],
    },
    {
      account,
      credentialId: guardKey(account.accountId, secrets.token),
      credentialLabel: vscode.l10n.t('test call'),
      authenticate: tbaAuthenticator(account.accountId, secrets, systemNonceSource()),
      acknowledged,
    },
    signal,
  );
  if (!record.response) {
    const { title, reason } = explainCode(record.failure?.code ?? 'connection-broken', record.failure?.data ?? {});
    return { message: title, detail: reason };
  }
  const { status } = record.response;
  const at = Date.now();
  const refusal = readLoginFailure(status, body);
  if (refusal !== undefined) {
    return {
      verification: { outcome: 'refused', at, status, code: refusal },
      message: vscode.l10n.t('NetSuite refused the login: {0} {1}', status, refusal),
      detail: vscode.l10n.t(
        'It says the same for every cause: a wrong or swapped value, another account, a role without permission, a blocked application.',
      ),
    };
  }
  const identity = status === 200 ? readTokenInfo(new TextDecoder().decode(body.subarray(0, 100_000))) : undefined;
  return identity
    ? {
        verification: { outcome: 'accepted', at, identity },
        message: vscode.l10n.t(
          'NetSuite knows this token: {0}.',
          [identity.company, identity.entity, identity.role].filter(part => part !== undefined).join(' · ') ||
            account.accountId,
        ),
        detail: '',
      }
    : {
        message: vscode.l10n.t('The answer was {0}', status),
        detail: vscode.l10n.t('It says nothing about the token.'),
      };
}
