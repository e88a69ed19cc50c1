import * as vscode from 'vscode';
import type { Verification } from '../../accounts/records.ts';
import { readTokenInfo } from '../../accounts/tokenInfo.ts';
import { tbaAuthenticator } from '../../exchange/authenticate.ts';
import { originsOf } from '../../exchange/callAccount.ts';
import { guardKey } from '../../exchange/loginGuard.ts';
import { readLoginFailure } from '../../exchange/loginFailure.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import type { CallerAccount } from '../../exchange/send.ts';
import { systemNonceSource } from '../../tba/nonce.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { explainCode } from '../errorText.ts';
import type { Network } from '../network/network.ts';

/** What a test call found out; `verification` is absent when NetSuite said nothing about the token. */
export interface TestResult {
  readonly verification?: Verification;
  /** The stable code of why there was no answer at all. */
  readonly failure?: string;
  /** What happened, short enough for a title. */
  readonly message: string;
  /** Why, or what it means. */
  readonly detail: string;
}

/** Calls `/rest/tokeninfo`, the call that needs nothing but a valid login. */
export async function testToken(
  network: Network,
  account: CallerAccount,
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
    const { code, data } = failureOf(record, account);
    const { title, reason } = explainCode(code, data);
    return { failure: code, message: title, detail: reason };
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

/** Why there was no answer; a practice account that cannot be reached is one that is off. */
export function failureOf(
  { failure }: ExchangeRecord,
  { practice, baseUrl }: CallerAccount,
): NonNullable<ExchangeRecord['failure']> {
  return practice && failure?.code === 'connect-failed'
    ? { code: 'practice-off', data: { url: baseUrl ?? '' } }
    : (failure ?? { code: 'connection-broken', data: {} });
}
