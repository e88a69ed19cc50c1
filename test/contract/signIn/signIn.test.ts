// The whole flow against the practice account: real listener, real sockets, the consent page answered as a browser does.
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../src/exchange/authenticate.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import { send, type Call, type Caller, type Exchanger } from '../../../src/exchange/send.ts';
import { signIn, type SignInPorts, type SignInRequest, type SignInStep } from '../../../src/exchange/signIn.ts';
import { randomLetters, type TokenPair } from '../../../src/tba/threeStepFlow.ts';
import {
  openCallbackListener,
  type CallbackListener,
} from '../../../src/workbench/accounts/signIn/callbackListener.ts';
import { answerConsent, consentPage, jane, press, setApplication } from '../practice/flowSteps.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
const text = (title: string) => ({ language: 'en', title, text: '' });
const pages = { taken: text('Taken'), failed: text('Failed'), done: text('Done') };

let practice: Fixture;
let listener: CallbackListener | undefined;
let nonces = 0;

beforeEach(async () => {
  practice = await startFixture();
  listener = undefined;
});
afterEach(async () => {
  await listener?.closed;
  await practice.stop();
});
afterAll(() => transport.close());

const tokens = () => practice.account.store.current().tokens;

/** Sends through everything that a call from the editor goes through. */
function sendNow(call: Call, caller: Caller, signal: AbortSignal) {
  const exchanger: Exchanger = {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
    now: Date.now,
    newId: () => 'id',
  };
  return send(call, caller, exchanger, 10_000, signal);
}

function signInTo(
  change: Partial<SignInRequest> &
    Partial<Pick<SignInPorts, 'openBrowser' | 'onStep' | 'send'>> & { clockOff?: number } = {},
  signal: AbortSignal = new AbortController().signal,
) {
  const { openBrowser = person(), onStep, send: sender = sendNow, clockOff = 0, ...request } = change;
  const { account: accountId, consumerKey, consumerSecret } = practice.credentials;
  const hidden: string[] = [];
  const steps: SignInStep[] = [];
  const ended = signIn(
    {
      account: { accountId, name: 'Practice', baseUrl: practice.baseUrl },
      applicationName: 'Orders hub',
      consumer: { consumerKey, consumerSecret },
      waitLimit: 10_000,
      ...request,
    },
    {
      send: sender,
      openReceiver: async () => {
        const path = `/tba/${randomLetters(32, randomBytes)}`;
        listener = await openCallbackListener({ path, pages, linger: 50 });
        return listener;
      },
      openBrowser,
      nonces: { nonce: () => `nonce${++nonces}`, timestamp: () => String(practice.clock.seconds + clockOff) },
      randomBytes,
      hide: (...secrets) => hidden.push(...secrets),
      onStep: step => {
        steps.push(step);
        onStep?.(step);
      },
    },
    signal,
  );
  return { ended, hidden, steps };
}

/** A browser whose person answers the consent page; where it ends can be bent, and is followed. */
function person(
  answer: 'allow' | 'deny' = 'allow',
  bend: (address: URL) => URL = address => address,
): (address: string) => Promise<void> {
  return async address => {
    const { pathname, searchParams } = new URL(address);
    expect(pathname).toBe('/app/login/secure/authorizetoken.nl');
    const state = searchParams.get('state') ?? '';
    const { headers } = await answerConsent(practice, searchParams.get('oauth_token') ?? '', answer, { state });
    await visit(bend(new URL(headers.location ?? '')).href);
  };
}

/** What the browser shows in the end. */
async function visit(address: string): Promise<string> {
  return (await fetch(address)).text();
}

async function works(secrets: TokenPair): Promise<number | undefined> {
  const { account: accountId, consumerKey, consumerSecret } = practice.credentials;
  const account = { accountId, name: 'Practice', baseUrl: practice.baseUrl };
  const source = { nonce: () => `nonce${++nonces}`, timestamp: () => String(practice.clock.seconds) };
  const authenticate = tbaAuthenticator(accountId, { consumerKey, consumerSecret, ...secrets }, source);
  const url = `${practice.baseUrl}/rest/tokeninfo`;
  const { record } = await sendNow(
    { title: '', method: 'GET', url, headers: [] },
    { account, credentialId: 'c', credentialLabel: 'c', authenticate },
    new AbortController().signal,
  );
  return record.response?.status;
}

describe('signing in through NetSuite', () => {
  it('ends with a token that works, for the person and role that were chosen', async () => {
    const { ended, hidden, steps } = signInTo();
    const { token, tokenSecret, role, entity } = await ended;
    expect([role, entity]).toEqual(['1001', '42']);
    expect(await works({ token, tokenSecret })).toBe(200);
    expect(tokens()).toHaveLength(3);
    expect(steps).toEqual(['request-token', 'authorise', 'access-token']);
    // The request token's secret, the verifier, and the token secret, each before it could be logged.
    expect(hidden).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      expect.stringMatching(/^[0-9a-f]{64}$/),
      tokenSecret,
    ]);
  });

  it('asks for http://localhost with the port of the listener, never for another address', async () => {
    await signInTo().ended;
    const step = practice.account.loginAudit.rows().find(({ surface }) => surface === 'request-token');
    const callback = step?.seen?.parameters.find(({ name }) => name === 'oauth_callback')?.value;
    expect(callback).toBe(listener?.url);
    expect(callback).toMatch(/^http:\/\/localhost:\d+\/tba\/[A-Za-z0-9]{32}$/);
  });

  it('preselects a role, which the person may change', async () => {
    const roles: (string | undefined)[] = [];
    const browser = async (address: string) => {
      const { body } = await consentPage(practice, new URL(address).searchParams.toString());
      roles.push(/id="as-([0-9-]+)"[^>]*\schecked/.exec(body)?.[1]);
      await person()(address);
    };
    const { ended } = signInTo({ role: '1002', openBrowser: browser });
    expect((await ended).role).toBe('1001');
    expect(roles).toEqual(['43-1002']);
  });

  it('sends each of its calls once, and nothing but those', async () => {
    await signInTo().ended;
    expect(practice.account.loginAudit.rows().map(({ surface }) => surface)).toEqual([
      'request-token',
      'page',
      'access-token',
    ]);
  });

  it('takes the first of two browser windows and tells the second that it is done', async () => {
    let second = '';
    const browser = async (address: string) => {
      const { searchParams } = new URL(address);
      const { fields } = await consentPage(practice, searchParams.toString());
      const pressed = await Promise.all([1, 2].map(() => press(practice, { ...fields, as: jane, answer: 'allow' })));
      const [one, two] = pressed.map(({ headers }) => headers.location ?? '');
      await visit(one ?? '');
      second = await visit(two ?? '');
    };
    const { token, tokenSecret } = await signInTo({ openBrowser: browser }).ended;
    await expect.poll(() => second).toContain('<h1>Done</h1>');
    expect(await works({ token, tokenSecret })).toBe(200);
    expect(tokens()).toHaveLength(3);
  });

  it('leaves nothing listening', async () => {
    await signInTo().ended;
    await listener?.closed;
    await expect(fetch(listener?.url ?? '')).rejects.toThrow();
  });
});

describe('signing in ends without a token, and with a reason,', () => {
  async function refused(
    change: Parameters<typeof signInTo>[0],
    expected: { code: string; data?: object },
    detail?: string,
  ): Promise<readonly SignInStep[]> {
    const { ended, steps } = signInTo(change);
    await expect(ended).rejects.toMatchObject(expected);
    expect(tokens()).toHaveLength(2);
    if (detail !== undefined) {
      expect(practice.lastDetail()).toBe(detail);
    }
    await listener?.closed;
    return steps;
  }
  const atStepOne = { code: 'sign-in-refused', data: { step: 1, status: 401, code: 'INVALID_LOGIN_ATTEMPT' } };
  const atStepThree = { code: 'sign-in-refused', data: { step: 3, status: 401, code: 'INVALID_LOGIN_ATTEMPT' } };

  it('when the consumer key is unknown: no browser is opened', async () => {
    const consumer = { consumerKey: 'f'.repeat(64), consumerSecret: 'f'.repeat(64) };
    expect(await refused({ consumer }, atStepOne, 'UnknownIntegration')).toEqual(['request-token']);
  });

  it('when the consumer secret is wrong', async () => {
    const consumer = { ...practice.credentials, consumerSecret: 'f'.repeat(64) };
    await refused({ consumer }, atStepOne, 'InvalidSignature');
  });

  it.each([
    ['the box TBA: Authorization Flow is not ticked', { authorizationFlow: false }, 'AuthorizationFlowRequired'],
    ['the application is blocked', { state: 'blocked' }, 'IntegrationBlocked'],
  ] as const)('when %s', async (_, change, detail) => {
    await setApplication(practice, change);
    await refused({}, atStepOne, detail);
  });

  it('when the record has another callback', async () => {
    await setApplication(practice, { callbackUrl: 'https://my.example.com/cb' });
    await refused({}, atStepOne);
    expect(practice.lastDetail()).toBe(`InvalidCallback ${listener?.url}`);
  });

  it('when the clock is wrong', async () => {
    const malformed = { code: 'sign-in-unexpected-answer', data: { step: 1, status: 400, code: 'INVALID_REQUEST' } };
    await refused({ clockOff: -3600 }, malformed, 'InvalidTimestamp');
  });

  it('on Deny', async () => {
    let page = '';
    const browser = async (address: string) => {
      const { searchParams } = new URL(address);
      const state = searchParams.get('state') ?? '';
      const answer = await answerConsent(practice, searchParams.get('oauth_token') ?? '', 'deny', { state });
      page = await visit(answer.headers.location ?? '');
    };
    const expected = { code: 'sign-in-denied', data: { account: 'TSTDRV0000001_SB1' } };
    expect(await refused({ openBrowser: browser }, expected)).toEqual(['request-token', 'authorise']);
    await expect.poll(() => page).toContain('<h1>Failed</h1>');
  });

  const bent: readonly (readonly [string, string, string | undefined, string])[] = [
    ['another state', 'state', 'x', 'sign-in-wrong-state'],
    ['no state', 'state', undefined, 'sign-in-callback-incomplete'],
    ['another request token', 'oauth_token', 'f'.repeat(64), 'sign-in-wrong-token'],
    ['another account', 'company', '7654321', 'sign-in-other-account'],
  ];
  it.each(bent)('when the browser comes back with %s', async (_, name, value, code) => {
    const browser = person('allow', address => {
      if (value === undefined) {
        address.searchParams.delete(name);
      } else {
        address.searchParams.set(name, value);
      }
      return address;
    });
    expect(await refused({ openBrowser: browser }, { code })).toEqual(['request-token', 'authorise']);
    expect(practice.account.loginAudit.rows().some(({ surface }) => surface === 'access-token')).toBe(false);
  });

  it('when the verifier is not the one of step two', async () => {
    const browser = person('allow', address => {
      address.searchParams.set('oauth_verifier', '0'.repeat(64));
      return address;
    });
    await refused({ openBrowser: browser }, atStepThree, 'InvalidVerifier');
  });

  it('when the application was blocked meanwhile', async () => {
    const sender: typeof sendNow = async (call, caller, signal) => {
      if (call.url.endsWith('/rest/accesstoken')) {
        await setApplication(practice, { state: 'blocked' });
      }
      return sendNow(call, caller, signal);
    };
    await refused({ send: sender }, atStepThree, 'IntegrationBlocked');
  });

  it('when the user has as many tokens as there may be', async () => {
    const one = tokens()[0]!;
    const many = Array.from({ length: 25 }, (_, index) => ({ ...one, id: 100 + index, employeeId: 42 }));
    const { ended } = signInTo({
      send: async (call, caller, signal) => {
        if (call.url.endsWith('/rest/accesstoken')) {
          await practice.setState(current => ({ ...current, tokens: many }));
        }
        return sendNow(call, caller, signal);
      },
    });
    await expect(ended).rejects.toMatchObject({
      code: 'sign-in-unexpected-answer',
      data: { step: 3, status: 400, code: 'USER_ERROR' },
    });
  });

  it('when nobody answers in time', async () => {
    const begun = performance.now();
    await refused(
      { openBrowser: () => Promise.resolve(), waitLimit: 300 },
      { code: 'sign-in-timed-out', data: { minutes: 0 } },
    );
    expect(performance.now() - begun).toBeGreaterThan(250);
  });

  it('when the browser cannot be opened', async () => {
    const openBrowser = () => Promise.reject(new Error('no handler'));
    await refused({ openBrowser }, { code: 'sign-in-browser-failed' });
  });

  it('when the account is somewhere else', async () => {
    const account = { accountId: 'TSTDRV0000001_SB1', name: 'Practice', baseUrl: 'http://127.0.0.1:9' };
    await refused({ account }, { code: 'connect-failed', data: { reason: 'ECONNREFUSED' } });
  });

  it.each(['request-token', 'authorise', 'access-token'] as const)('when it is cancelled at %s', async at => {
    const stop = new AbortController();
    const cancelled = new Error('cancelled');
    const { ended, steps } = signInTo(
      {
        openBrowser: address => (at === 'access-token' ? person()(address) : Promise.resolve()),
        onStep: step => {
          if (step === at) {
            // Within the step: after what comes in the same turn.
            setImmediate(() => stop.abort(cancelled));
          }
        },
        send: async (call, caller, signal) => {
          const path = at === 'request-token' ? '/rest/requesttoken' : '/rest/accesstoken';
          if (at !== 'authorise' && call.url.endsWith(path)) {
            await new Promise(resolve => signal.addEventListener('abort', resolve));
          }
          return sendNow(call, caller, signal);
        },
      },
      stop.signal,
    );
    await expect(ended).rejects.toBe(cancelled);
    expect(steps.at(-1)).toBe(at);
    expect(tokens()).toHaveLength(2);
    await listener?.closed;
  });

  it('when it was cancelled before it began: nothing listens', async () => {
    await expect(signInTo({}, AbortSignal.abort(new Error('cancelled'))).ended).rejects.toThrow('cancelled');
    expect(listener).toBeUndefined();
  });
});
