import * as vscode from 'vscode';
import { isCoded } from '../../codedError.ts';
import type { Verification } from '../../accounts/records.ts';
import { readTokenInfo } from '../../accounts/tokenInfo.ts';
import { originsOf } from '../../exchange/callAccount.ts';
import { readLoginFailure } from '../../exchange/loginFailure.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import type { Caller, CallerAccount } from '../../exchange/send.ts';
import type { TbaSecrets } from '../../tba/signRequest.ts';
import { explainCode } from '../errorText.ts';
import type { Network } from '../network/network.ts';
import { signerLogin } from './callers/signerLogin.ts';

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

/** Tests keys and secrets that are not in the tree, or not yet. */
export function testToken(
  network: Network,
  account: CallerAccount,
  secrets: TbaSecrets,
  signal: AbortSignal,
  acknowledged = false,
): Promise<TestResult> {
  const { credentialId, authenticate } = signerLogin(account.accountId, secrets);
  const credentialLabel = vscode.l10n.t('test call');
  return testSigner(network, { account, credentialId, credentialLabel, authenticate, acknowledged }, signal);
}

/** Calls `/rest/tokeninfo`, the call that needs nothing but a valid login. */
export async function testSigner(network: Network, caller: Caller, signal: AbortSignal): Promise<TestResult> {
  const { account } = caller;
  const { record, body } = await network.send(
    {
      title: vscode.l10n.t('Test call'),
      method: 'GET',
      url: `${originsOf(account).restlets}/rest/tokeninfo`,
      headers: [{ name: 'Accept', value: 'application/json' }],
    },
    caller,
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

/**
 * Asks for an access token anew. There is no call that needs nothing but a login and that NetSuite documents for OAuth 2.0;
 * who it is stays unsaid.
 *
 * @throws CodedError `workspace-untrusted`, `login-guard`; or the signal's reason
 */
export async function testLogin(
  network: Pick<Network, 'logIn'>,
  caller: Caller,
  signal: AbortSignal,
): Promise<TestResult> {
  try {
    await network.logIn(caller, signal);
    return {
      verification: { outcome: 'accepted', at: Date.now(), identity: {} },
      message: vscode.l10n.t('NetSuite gave an access token.'),
      detail: '',
    };
  } catch (error) {
    if (signal.aborted || !isCoded(error) || ['workspace-untrusted', 'login-guard'].includes(error.code)) {
      throw error;
    }
    const { title, reason, next } = explainCode(error.code, error.data);
    if (['oauth2-refused', 'oauth2-sign-in-again'].includes(error.code)) {
      const { status, error: code } = error.data;
      const refusal = { status: Number(status), code: String(code) };
      return {
        verification: { outcome: 'refused', at: Date.now(), ...refusal },
        message: title,
        detail: `${reason} ${next}`.trim(),
      };
    }
    const { code, data } = whyNoAnswer(error, caller.account);
    const silence = explainCode(code, data);
    return { failure: code, message: silence.title, detail: `${silence.reason} ${silence.next}`.trim() };
  }
}

/** Why there was no answer; a practice account that cannot be reached is one that is off. */
export function failureOf({ failure }: ExchangeRecord, account: CallerAccount): NonNullable<ExchangeRecord['failure']> {
  return whyNoAnswer(failure ?? { code: 'connection-broken', data: {} }, account);
}

function whyNoAnswer(
  { code, data }: NonNullable<ExchangeRecord['failure']>,
  { practice, baseUrl }: CallerAccount,
): NonNullable<ExchangeRecord['failure']> {
  return practice && code === 'connect-failed'
    ? { code: 'practice-off', data: { url: baseUrl ?? '' } }
    : { code, data };
}
