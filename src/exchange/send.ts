import { CodedError, isCoded } from '../codedError.ts';
import { refusedHeaders } from '../refusedHeaders.ts';
import type { AccountQueue } from './accountQueue.ts';
import type { Authenticate, Authenticated, Unauthenticated } from './authenticate.ts';
import { routeToAccount, signedUrl } from './callAccount.ts';
import { withDefaults } from './defaultHeaders.ts';
import type { LoginGuard } from './guards/loginGuard.ts';
import { readLoginFailure } from './loginFailure.ts';
import { getReady } from './logIn.ts';
import { isGuarded, readsOrWrites, restletDeployment, sentMethod } from './guards/productionGuard.ts';
import type { EarlierTry, Exchange, ExchangeRecord, Header, Timing } from './record.ts';
import { redactHeader } from './redact.ts';
import { loginSlot } from './soap/loginSlot.ts';
import { earlierTry, pauseBeforeRetry, throttlingCode, type Pause, type Retries } from './throttling.ts';
import type { Arriving, Transport, WireRequest, WireResponse } from './transport/transport.ts';
import { withTimeLimit } from './withTimeLimit.ts';

/** A request with its target resolved, before anything is signed. */
export interface Call {
  readonly title: string;
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: readonly Header[];
  readonly body?: string | undefined;
  /** Milliseconds, where the request sets a limit of its own. */
  readonly timeLimit?: number;
  /** Nothing of it may be kept: no log, no history. */
  readonly unlogged?: true;
  /** Hears of each piece of the answer's body. */
  readonly onReceived?: (arriving: Arriving) => void;
  /** Hears that the account has too many calls at once, and when it is tried again. */
  readonly onPause?: (pause: Pause) => void;
}

/** The account that a call goes to; an AccountRecord is one. */
export interface CallerAccount {
  readonly accountId: string;
  readonly name: string;
  readonly baseUrl?: string;
  readonly signedAs?: string;
  readonly practice?: boolean;
}

/** On whose behalf a call is made. */
export interface Caller {
  readonly account: CallerAccount;
  /** Names the credential for the login guard. */
  readonly credentialId: string;
  readonly credentialLabel: string;
  readonly authenticate: Authenticate;
  /** Where calls carry something that has to be asked for first. */
  readonly logIn?: LogIn;
  /** The person was asked after repeated login failures and wants to go on. */
  readonly acknowledged?: boolean;
  /** Seconds to add to this machine's clock when signing, where the person wants the server's time signed. */
  readonly skewSeconds?: number;
  /** The person was asked and wants it: the call may write to a production account. */
  readonly mayWrite?: boolean;
}

/** Asks for what `authenticate` puts on a call. */
export interface LogIn {
  /**
   * Resolves when there is something that still counts, and asks for it where there is not.
   *
   * @throws CodedError `oauth2-refused`, which is a failed login, and whatever else keeps it from being had
   */
  ready(
    account: CallerAccount,
    send: (request: WireRequest) => Promise<WireResponse>,
    skewSeconds: number,
  ): Promise<void>;
  /** NetSuite did not take what there was. */
  refused(): void;
}

/** What sending needs from outside. */
export interface Exchanger {
  readonly transport: Transport;
  /** Decides how many calls are under way at once. */
  readonly queue: Pick<AccountQueue, 'run'>;
  readonly guard: LoginGuard;
  readonly now: () => number;
  readonly newId: () => string;
  /** How a call is made again that the account refuses because of too many at once; absent: it is not. */
  readonly retries?: Retries;
}

/**
 * Signs a call, sends it to its own account, and records what happened. It is sent once, save where the account refuses
 * it because of too many calls at once. A failure to get a response is a record too; only a call that was never made
 * rejects.
 *
 * @param timeLimit of each try; milliseconds
 * @throws CodedError `host-of-another-account`, `header-refused` (data: name), `production-write` (data: method, url
 *   without its query, account, and script and deploy of a RESTlet that is only read), `login-guard` (data: failures),
 *   `secret-…` and the signer's codes; or the signal's reason when it was aborted before anything was sent
 */
export async function send(
  call: Call,
  caller: Caller,
  exchanger: Exchanger,
  timeLimit: number,
  signal: AbortSignal,
): Promise<Exchange> {
  const request = routed(call, caller);
  return exchanger.queue.run(caller.account.accountId, signal, async () => {
    if (!caller.acknowledged && exchanger.guard.mustAsk(caller.credentialId)) {
      throw new CodedError('login-guard', { failures: exchanger.guard.recentFailures(caller.credentialId) });
    }
    const startedAt = exchanger.now();
    const { authenticated, outcome, earlierTries } = await attempts(request, caller, exchanger, timeLimit, signal);
    const received = outcome instanceof CodedError || isAbort(outcome) ? undefined : outcome;
    if (received) {
      await remember(received, caller, exchanger.guard);
    } else if (isCoded(outcome, 'oauth2-refused')) {
      await exchanger.guard.failed(caller.credentialId);
    }
    const before = earlierTries.reduce((sum, { total, waited }) => sum + total + waited, 0);
    return {
      record: {
        ...describe(request, caller, authenticated, startedAt, exchanger),
        timing: {
          ...(received ? { ...received.timing, total: before + received.timing.total } : elapsed(startedAt, exchanger)),
          ...(earlierTries.length > 0 && { earlierTries }),
        },
        ...(received
          ? { response: responseOf(received) }
          : { failure: failureOf(outcome as CodedError | Aborted, signal, timeLimit) }),
      },
      body: received?.body ?? new Uint8Array(),
    };
  });
}

/**
 * Everything that can be said against a call before it is made, with what signing would refuse: bad URLs and forms.
 *
 * @returns the call with the URL that it will be sent to
 * @throws CodedError as send does, save `login-guard`
 */
export function checkCall(call: Call, caller: Caller): Call {
  const request = routed(call, caller);
  const { authenticate } = caller;
  (authenticate.refuse ?? authenticate)(unauthenticated(request, caller));
  return request;
}

/** The same save for what signing refuses, since sending signs. */
function routed(call: Call, caller: Caller): Call {
  checkHeaders(call.headers);
  const request = {
    ...call,
    method: sentMethod(call.method),
    url: routeToAccount(call.url, caller.account),
    headers: withDefaults(call.headers),
  };
  checkMayWrite(request, caller);
  return request;
}

/**
 * Signs a call as it would be sent, and sends nothing. The one way to a signature: it goes to the account's own hosts or
 * base URL, and is made for what that base URL is signed as.
 *
 * @throws CodedError `host-of-another-account` and the signer's codes
 */
export function signCall(call: Call, caller: Caller): Authenticated {
  return signRouted({ ...call, url: routeToAccount(call.url, caller.account) }, caller);
}

/** The same of a call whose URL is the one that it will be sent to. */
function signRouted(call: Call, caller: Caller): Authenticated {
  return caller.authenticate(unauthenticated(call, caller));
}

function unauthenticated({ method, url, headers, body }: Call, { account, skewSeconds }: Caller): Unauthenticated {
  const slot = loginSlot(method, url, body);
  return { method, url, signedUrl: signedUrl(url, account), headers, body, loginSlot: slot, skewSeconds };
}

function checkMayWrite(call: Call, { account, mayWrite }: Caller): void {
  if (mayWrite === true || !isGuarded(account)) {
    return;
  }
  const kind = readsOrWrites(call, account);
  if (kind !== 'read') {
    const { origin, pathname } = new URL(call.url);
    throw new CodedError('production-write', {
      method: call.method,
      url: origin + pathname,
      account: account.accountId,
      ...(kind === 'restlet-get' ? restletDeployment(call, account) : {}),
    });
  }
}

function checkHeaders(headers: readonly Header[]): void {
  for (const { name, value } of headers) {
    if (refusedHeaders.has(name.toLowerCase())) {
      throw new CodedError('header-refused', { name });
    }
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      throw new CodedError('header-invalid', { name: name.slice(0, 60) });
    }
  }
}

/** Each goes when it turns out to be dead; there are no more than these for an account. */
const mostDead = 4;

interface Aborted {
  readonly aborted: true;
}

interface Attempt {
  readonly authenticated: Authenticated;
  readonly outcome: WireResponse | CodedError | Aborted;
}

/**
 * Tries again what the account refused because of too many calls at once, and what only reads where a connection of an
 * earlier call turned out to be dead: signed anew, since a nonce serves once.
 */
async function attempts(
  request: Call,
  caller: Caller,
  exchanger: Exchanger,
  timeLimit: number,
  signal: AbortSignal,
): Promise<Attempt & { readonly earlierTries: readonly EarlierTry[] }> {
  const { retries, now } = exchanger;
  const kindOf = () => readsOrWrites(request, caller.account);
  const earlierTries: EarlierTry[] = [];
  let dead = 0;
  for (;;) {
    const made = await withTimeLimit(signal, timeLimit, limited => attempt(request, caller, exchanger, limited));
    const { outcome } = made;
    if (
      isCoded(outcome, 'connection-broken') &&
      outcome.data['kept'] === true &&
      dead < mostDead &&
      kindOf() === 'read'
    ) {
      dead++;
      continue;
    }
    if (!retries || outcome instanceof CodedError || isAbort(outcome)) {
      return { ...made, earlierTries };
    }
    const pause = pauseBeforeRetry(outcome, kindOf, earlierTries.length + 1, now(), retries);
    if (!pause) {
      return { ...made, earlierTries };
    }
    request.onPause?.(pause);
    try {
      await retries.wait(pause.milliseconds, signal);
    } catch (error) {
      if (signal.aborted) {
        // What was answered is all there is.
        return { ...made, earlierTries };
      }
      throw error;
    }
    earlierTries.push(earlierTry(outcome, pause));
  }
}

async function attempt(request: Call, caller: Caller, exchanger: Exchanger, signal: AbortSignal): Promise<Attempt> {
  let authenticated = signRouted(request, caller);
  const wire = () => ({
    method: request.method,
    url: authenticated.url,
    headers: [...request.headers, ...authenticated.headers],
    body: authenticated.body ?? request.body,
  });
  try {
    if (caller.logIn) {
      await getReady(caller, exchanger, signal);
      authenticated = signRouted(request, caller);
    }
    // A transport that has two ways signs anew before it takes the second: a nonce serves once.
    const signAnew = () => {
      authenticated = signRouted(request, caller);
      return wire();
    };
    const response = await exchanger.transport(wire(), signal, signAnew, request.onReceived);
    return { authenticated, outcome: response };
  } catch (error) {
    if (error instanceof CodedError) {
      return { authenticated, outcome: error };
    }
    if (signal.aborted) {
      return { authenticated, outcome: { aborted: true } };
    }
    throw error;
  }
}

function isAbort(outcome: WireResponse | Aborted): outcome is Aborted {
  return 'aborted' in outcome;
}

async function remember(response: WireResponse, caller: Caller, guard: LoginGuard): Promise<void> {
  if (readLoginFailure(response.status, response.body)) {
    caller.logIn?.refused();
    await guard.failed(caller.credentialId);
  } else if (response.status < 500 && response.status !== 302 && throttlingCode(response, () => true) === undefined) {
    // A 5xx, a redirect or a limit may come from something in front of the login.
    await guard.succeeded(caller.credentialId);
  }
}

function describe(
  call: Call,
  caller: Caller,
  authenticated: Authenticated,
  startedAt: number,
  exchanger: Exchanger,
): Omit<ExchangeRecord, 'timing'> {
  return {
    id: exchanger.newId(),
    title: call.title,
    startedAt,
    account: { id: caller.account.accountId, name: caller.account.name },
    credential: { scheme: authenticated.scheme, label: caller.credentialLabel },
    request: {
      method: call.method,
      url: authenticated.url,
      headers: [...call.headers, ...authenticated.headers].map(redactHeader),
      ...(call.body === undefined ? {} : { body: call.body }),
    },
    ...(authenticated.steps && { signature: authenticated.steps }),
    ...(authenticated.passport && { passport: authenticated.passport }),
    ...(authenticated.accessToken && { accessToken: authenticated.accessToken }),
  };
}

function responseOf(response: WireResponse): NonNullable<ExchangeRecord['response']> {
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers.map(redactHeader),
    bodyBytes: response.body.byteLength,
    ...(response.wireBytes === undefined ? {} : { wireBytes: response.wireBytes }),
    ...(response.packedAs === undefined ? {} : { packedAs: response.packedAs }),
  };
}

function elapsed(startedAt: number, exchanger: Exchanger): Timing {
  // The clock may have been set back meanwhile.
  return { via: 'direct', total: Math.max(0, exchanger.now() - startedAt) };
}

function failureOf(outcome: CodedError | Aborted, cancelled: AbortSignal, timeLimit: number) {
  if (outcome instanceof CodedError) {
    return { code: outcome.code, data: outcome.data };
  }
  return cancelled.aborted
    ? { code: 'cancelled', data: {} }
    : { code: 'timed-out', data: { seconds: Math.round(timeLimit / 100) / 10 } };
}
