import { readNetSuiteError } from '../bodies/netSuiteError.ts';
import { CodedError } from '../codedError.ts';
import { parseAccountId } from '../tba/accountId.ts';
import { readCallbackAddress, type CallbackAnswer } from '../tba/callbackAddress.ts';
import type { NonceSource } from '../tba/nonce.ts';
import type { SignatureSteps } from '../tba/signatureSteps.ts';
import {
  authorisationAddress,
  flowPaths,
  randomLetters,
  readAccessTokenAnswer,
  readRequestTokenAnswer,
  signAccessTokenStep,
  signRequestTokenStep,
  type ConsumerPair,
  type RandomBytes,
  type TokenPair,
} from '../tba/threeStepFlow.ts';
import { signedWith } from './authenticate.ts';
import { pageUrl } from './callAccount.ts';
import { readLoginFailure } from './loginFailure.ts';
import { guardKey } from './guards/loginGuard.ts';
import type { Exchange } from './record.ts';
import type { Call, Caller } from './send.ts';

/** The three steps of the flow, by what is waited for. */
export type SignInStep = 'request-token' | 'authorise' | 'access-token';

/** Who wants to sign in, and where. */
export interface SignInRequest {
  readonly account: Caller['account'];
  readonly applicationName: string;
  readonly consumer: ConsumerPair;
  /** Internal ID of the role to preselect; the person may choose another on NetSuite's page. */
  readonly role?: string | undefined;
  /** Milliseconds that the person has for step two. */
  readonly waitLimit: number;
}

/** The end of a sign-in: an access token, and for whom it was allowed. */
export interface SignedIn extends TokenPair, Omit<CallbackAnswer, 'verifier'> {}

/** Where the browser comes back to. */
export interface CallbackReceiver {
  /** What goes into `oauth_callback`. */
  readonly url: string;
  /**
   * Waits for the browser. The first address that arrives is read, and that ends it: with what `read` answers or throws,
   * or with the signal's reason.
   */
  receive(read: (address: string) => CallbackAnswer, signal: AbortSignal): Promise<CallbackAnswer>;
  close(): void;
}

/** What a sign-in needs from outside. */
export interface SignInPorts {
  /** Signs and sends one call to the account's own hosts, or its base URL; never twice. */
  readonly send: (call: Call, caller: Caller, signal: AbortSignal) => Promise<Exchange>;
  readonly openReceiver: (signal: AbortSignal) => Promise<CallbackReceiver>;
  /** Resolves when the browser was asked to open the page, whether it did or not. */
  readonly openBrowser: (address: string) => PromiseLike<void>;
  readonly nonces: NonceSource;
  readonly randomBytes: RandomBytes;
  /** Told of every secret as soon as there is one. */
  readonly hide: (...secrets: readonly string[]) => void;
  readonly onStep?: (step: SignInStep) => void;
}

/**
 * Signs in through NetSuite: asks for a request token, lets the person allow it in the browser, and exchanges it for an
 * access token. No step is done twice; whatever fails, one starts again from the first.
 *
 * @throws CodedError those of readCallbackAddress, readRequestTokenAnswer, readAccessTokenAnswer, send and the receiver;
 *   `sign-in-refused` (data: step, status, code), `sign-in-not-set-up` (data: step), `sign-in-redirected` (data: step,
 *   status), `sign-in-unexpected-answer` (data: step, status, code), `sign-in-unanswered` (data: step, reason),
 *   `sign-in-timed-out` (data: minutes), `sign-in-browser-failed`; or the signal's reason when it was aborted. `step` is
 *   1 or 3
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156337186044.html
 */
export async function signIn(request: SignInRequest, ports: SignInPorts, signal: AbortSignal): Promise<SignedIn> {
  signal.throwIfAborted();
  const receiver = await ports.openReceiver(signal);
  try {
    ports.onStep?.('request-token');
    const requestToken = await askForRequestToken(request, ports, receiver.url, signal);
    ports.hide(requestToken.tokenSecret);
    signal.throwIfAborted();
    ports.onStep?.('authorise');
    const { verifier, ...who } = await authorise(request, ports, receiver, requestToken.token, signal);
    signal.throwIfAborted();
    ports.onStep?.('access-token');
    const accessToken = await askForAccessToken(request, ports, requestToken, verifier, signal);
    ports.hide(accessToken.tokenSecret);
    return { ...accessToken, ...who };
  } finally {
    receiver.close();
  }
}

async function askForRequestToken(
  request: SignInRequest,
  ports: SignInPorts,
  callback: string,
  signal: AbortSignal,
): Promise<TokenPair> {
  const asked = { callback, role: request.role };
  const text = await ask(1, request, ports, signal, unsigned =>
    signRequestTokenStep(unsigned, request.consumer, asked),
  );
  return readRequestTokenAnswer(text);
}

async function askForAccessToken(
  request: SignInRequest,
  ports: SignInPorts,
  requestToken: TokenPair,
  verifier: string,
  signal: AbortSignal,
): Promise<TokenPair> {
  const text = await ask(3, request, ports, signal, unsigned =>
    signAccessTokenStep(unsigned, request.consumer, requestToken, verifier),
  );
  return readAccessTokenAnswer(text);
}

/** Step two. The browser is opened beside the wait: VS Code may ask first, and people may copy the address instead. */
async function authorise(
  { account, waitLimit }: SignInRequest,
  ports: SignInPorts,
  receiver: CallbackReceiver,
  token: string,
  signal: AbortSignal,
): Promise<CallbackAnswer> {
  const { id: accountId } = parseAccountId(account.accountId);
  const page = pageUrl(account, flowPaths.authorise);
  const state = randomLetters(32, ports.randomBytes);
  const read = (address: string): CallbackAnswer => {
    const answer = readCallbackAddress(address, { url: receiver.url, state, token, accountId });
    ports.hide(answer.verifier);
    return answer;
  };
  const limit = AbortSignal.timeout(waitLimit);
  const browserFailed = new AbortController();
  const answer = receiver.receive(read, AbortSignal.any([signal, limit, browserFailed.signal]));
  Promise.resolve()
    .then(() => ports.openBrowser(authorisationAddress(page, token, state)))
    .catch((cause: unknown) => browserFailed.abort(new CodedError('sign-in-browser-failed', {}, { cause })));
  try {
    return await answer;
  } catch (error) {
    if (!signal.aborted && limit.aborted && error === limit.reason) {
      throw new CodedError('sign-in-timed-out', { minutes: Math.round(waitLimit / 60_000) });
    }
    throw error;
  }
}

/** One of the two calls to NetSuite; answers the body of a success. */
async function ask(
  step: 1 | 3,
  request: SignInRequest,
  ports: SignInPorts,
  signal: AbortSignal,
  sign: (unsigned: { url: string; realm: string; nonce: string; timestamp: string }) => SignatureSteps,
): Promise<string> {
  const { hosts, realm, id } = parseAccountId(request.account.accountId);
  const path = step === 1 ? flowPaths.requestToken : flowPaths.accessToken;
  const call: Call = {
    title: `POST ${path}`,
    method: 'POST',
    url: `https://${hosts.restlets}${path}`,
    headers: [],
  };
  const caller: Caller = {
    account: request.account,
    credentialId: guardKey(id, `application ${request.consumer.consumerKey}`),
    credentialLabel: request.applicationName,
    authenticate: ({ url, signedUrl = url }) =>
      signedWith(
        url,
        sign({ url: signedUrl, realm, nonce: ports.nonces.nonce(), timestamp: ports.nonces.timestamp() }),
      ),
    // Step one knows no user who could be locked, and step three follows on the person's own Allow.
    acknowledged: true,
    // A POST, but all it makes is the token that the person asked for, and on NetSuite's own page once more.
    mayWrite: true,
  };
  const { record, body } = await ports.send(call, caller, signal);
  if (record.response === undefined) {
    signal.throwIfAborted();
    throw unanswered(step, record.failure ?? { code: 'connection-broken', data: {} });
  }
  const { status, headers } = record.response;
  if (status !== 200) {
    const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
    throw refusal(step, { status, contentType, body });
  }
  return new TextDecoder().decode(body.subarray(0, 65_536));
}

function unanswered(step: 1 | 3, failure: NonNullable<Exchange['record']['failure']>): CodedError {
  return failure.code === 'connect-failed'
    ? new CodedError(failure.code, failure.data)
    : new CodedError('sign-in-unanswered', { step, reason: String(failure.data['reason'] ?? failure.code) });
}

/** NetSuite's answer is the same for every cause (ORA:subsect_156934879823 lists them for the Login Audit Trail only). */
function refusal(
  step: 1 | 3,
  response: { readonly status: number; readonly contentType: string | undefined; readonly body: Uint8Array },
): CodedError {
  const { status, body } = response;
  const loginFailure = readLoginFailure(status, body);
  if (loginFailure !== undefined) {
    return new CodedError('sign-in-refused', { step, status, code: loginFailure });
  }
  if (status === 405) {
    // Read so by public clients; Oracle does not say it (assumed).
    return new CodedError('sign-in-not-set-up', { step });
  }
  if (status >= 300 && status < 400) {
    return new CodedError('sign-in-redirected', { step, status });
  }
  const code = readNetSuiteError(response)?.code ?? '';
  return new CodedError('sign-in-unexpected-answer', {
    step,
    status,
    code: /^[A-Za-z0-9_]{1,60}$/.test(code) ? code : '',
  });
}
