import { CodedError, isCoded } from '../../codedError.ts';
import { authorizeAddress } from '../../oauth2/authorizeAddress.ts';
import { authorizePath, tokenPath } from '../../oauth2/endpoints.ts';
import { makePkce, makeState } from '../../oauth2/pkce.ts';
import { readRedirectAddress, type RedirectAnswer } from '../../oauth2/redirectAddress.ts';
import type { Scope } from '../../oauth2/scopes.ts';
import type { TokenAnswer } from '../../oauth2/tokenAnswer.ts';
import { tokenEnd } from '../../oauth2/tokenEnd.ts';
import { codeForm } from '../../oauth2/tokenForms.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { readRequestUrl } from '../../tba/requestUrl.ts';
import { pageUrl } from '../callAccount.ts';
import { guardKey } from '../guards/loginGuard.ts';
import type { Exchange } from '../record.ts';
import type { Call, Caller } from '../send.ts';
import { tokenAnswerOf, tokenEndpoint } from './tokenEndpoint.ts';

/** Who wants to sign in, and where. */
export interface CodeSignInRequest {
  readonly account: Caller['account'];
  readonly applicationName: string;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds that the person has for NetSuite's page. */
  readonly waitLimit: number;
}

/** The end of a sign-in: a refresh token, and for whom it is. */
export interface CodeSignedIn extends Omit<RedirectAnswer, 'code'> {
  readonly refreshToken: string;
  /** Milliseconds since 1970; absent where the token does not say. */
  readonly refreshUntil?: number;
}

/** Where the browser comes back to. */
export interface RedirectReceiver {
  readonly redirectUri: string;
  /**
   * Waits for the address that the browser brings back for this state. What `read` answers or throws ends it, or the
   * signal's reason.
   */
  receive(state: string, read: (address: string) => RedirectAnswer, signal: AbortSignal): Promise<RedirectAnswer>;
}

/** What a sign-in needs from outside. */
export interface CodeSignInPorts {
  /** Sends one call to the account's own hosts, or its base URL; never twice. */
  readonly send: (call: Call, caller: Caller, signal: AbortSignal) => Promise<Exchange>;
  readonly receiver: RedirectReceiver;
  /** Resolves when the browser was asked to open the page, whether it did or not. */
  readonly openBrowser: (address: string) => PromiseLike<void>;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Told of every secret as soon as there is one. */
  readonly hide: (...secrets: readonly string[]) => void;
  readonly onStep?: (step: 'authorize' | 'tokens') => void;
}

/**
 * Signs in by OAuth 2.0 authorization code with PKCE: the person lets the application in on NetSuite's page, and the code
 * that the browser brings back is exchanged for tokens. No step is done twice; whatever fails, one starts again.
 *
 * @throws CodedError those of readRedirectAddress; `oauth2-code-refused` (data: status, error, description),
 *   `oauth2-unanswered` (data: status), `oauth2-no-refresh-token`, `oauth2-exchange-unanswered` (data: reason), `oauth2-sign-in-timed-out` (data: minutes), `oauth2-browser-failed`, `connect-failed`; or the signal's
 *   reason when it was aborted
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158074210415.html
 */
export async function signInByCode(
  request: CodeSignInRequest,
  ports: CodeSignInPorts,
  signal: AbortSignal,
): Promise<CodeSignedIn> {
  signal.throwIfAborted();
  const { verifier, challenge } = makePkce(ports.randomBytes);
  ports.hide(verifier);
  ports.onStep?.('authorize');
  const { code, ...who } = await authorize(request, ports, challenge, signal);
  ports.hide(code);
  signal.throwIfAborted();
  ports.onStep?.('tokens');
  const answer = await exchangeCode(request, ports, { code, verifier }, signal);
  const { accessToken, refreshToken } = answer;
  if (refreshToken === undefined) {
    throw new CodedError('oauth2-no-refresh-token');
  }
  ports.hide(accessToken, refreshToken);
  const refreshUntil = tokenEnd(refreshToken);
  return { ...who, refreshToken, ...(refreshUntil !== undefined && { refreshUntil }) };
}

/** The browser is opened beside the wait: VS Code may ask first, and people may copy the address instead. */
async function authorize(
  { account, clientId, scopes, waitLimit }: CodeSignInRequest,
  { receiver, randomBytes, openBrowser }: CodeSignInPorts,
  challenge: string,
  signal: AbortSignal,
): Promise<RedirectAnswer> {
  const { id: accountId } = parseAccountId(account.accountId);
  const page = pageUrl(account, authorizePath);
  const { redirectUri } = receiver;
  const state = makeState(randomBytes);
  const read = (address: string) => readRedirectAddress(address, { redirectUri, state, accountId });
  const limit = AbortSignal.timeout(waitLimit);
  const browserFailed = new AbortController();
  const answer = receiver.receive(state, read, AbortSignal.any([signal, limit, browserFailed.signal]));
  Promise.resolve()
    .then(() => openBrowser(authorizeAddress(page, { clientId, redirectUri, scopes, state, challenge })))
    .catch((cause: unknown) => browserFailed.abort(new CodedError('oauth2-browser-failed', {}, { cause })));
  try {
    return await answer;
  } catch (error) {
    if (!signal.aborted && limit.aborted && error === limit.reason) {
      throw new CodedError('oauth2-sign-in-timed-out', { minutes: Math.round(waitLimit / 60_000) });
    }
    throw error;
  }
}

async function exchangeCode(
  { account, applicationName, clientId }: CodeSignInRequest,
  { receiver, send }: CodeSignInPorts,
  { code, verifier }: { readonly code: string; readonly verifier: string },
  signal: AbortSignal,
): Promise<TokenAnswer> {
  const call: Call = {
    title: `POST ${tokenPath}`,
    method: 'POST',
    url: tokenEndpoint(account),
    headers: [
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      { name: 'Accept', value: 'application/json' },
    ],
    body: codeForm({ clientId, redirectUri: receiver.redirectUri, code, verifier }),
    unlogged: true,
  };
  const caller: Caller = {
    account,
    credentialId: guardKey(account.accountId, `application ${clientId}`),
    credentialLabel: applicationName,
    authenticate: ({ url }) => ({ scheme: 'oauth2', url: readRequestUrl(url).wire, headers: [] }),
    // It follows on the person's own consent.
    acknowledged: true,
    // A POST, but all it makes is the tokens that the person asked for.
    mayWrite: true,
  };
  const { record, body } = await send(call, caller, signal);
  if (record.response === undefined) {
    signal.throwIfAborted();
    const failure = record.failure ?? { code: 'connection-broken', data: {} };
    throw failure.code === 'connect-failed'
      ? new CodedError(failure.code, failure.data)
      : new CodedError('oauth2-exchange-unanswered', { reason: String(failure.data['reason'] ?? failure.code) });
  }
  try {
    return tokenAnswerOf(record.response.status, body);
  } catch (error) {
    throw isCoded(error, 'oauth2-refused') ? new CodedError('oauth2-code-refused', error.data) : error;
  }
}
