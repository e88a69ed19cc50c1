import { describe, expect, it } from 'vitest';
import type { Exchange, ExchangeRecord } from '../../../src/exchange/record.ts';
import { checkCall, type Call, type Caller } from '../../../src/exchange/send.ts';
import { signIn, type CallbackReceiver, type SignInRequest } from '../../../src/exchange/signIn.ts';

const url = 'http://localhost:51234/tba/x';
const stepOneBody = 'oauth_token=rt&oauth_token_secret=canary-rts&oauth_callback_confirmed=true';
const stepThreeBody = 'oauth_token=at&oauth_token_secret=canary-ats';
const request: SignInRequest = {
  account: { accountId: '1234567_SB1', name: 'Acme' },
  applicationName: 'Orders hub',
  consumer: { consumerKey: 'ck', consumerSecret: 'canary-cs' },
  waitLimit: 60_000,
};

type Outcome = { status: number; body?: string; headers?: ExchangeRecord['request']['headers'] } | { failure: string };

function exchangeOf(call: Call, outcome: Outcome): Exchange {
  const record = {
    id: '',
    title: call.title,
    startedAt: 0,
    account: { id: '', name: '' },
    credential: { scheme: 'tba', label: '' },
    request: { method: call.method, url: call.url, headers: [] },
    timing: { via: 'direct', total: 1 },
    // Nobody looks at it.
    signature: { scheme: 'tba' } as unknown as NonNullable<ExchangeRecord['signature']>,
    ...('status' in outcome
      ? { response: { status: outcome.status, statusText: '', headers: outcome.headers ?? [], bodyBytes: 0 } }
      : { failure: { code: outcome.failure, data: { reason: 'ECONNRESET' } } }),
  } as const satisfies ExchangeRecord;
  return { record, body: new TextEncoder().encode('status' in outcome ? (outcome.body ?? '') : '') };
}

/** Runs the flow with given answers to steps one and three, and a browser that comes back as NetSuite would send it. */
function run(
  outcomes: readonly (Outcome | ((signal: AbortSignal) => Promise<Outcome>))[],
  change: Partial<SignInRequest> = {},
  signal = new AbortController().signal,
) {
  const sent: { call: Call; caller: Caller; authorization: string }[] = [];
  const opened: string[] = [];
  const hidden: string[] = [];
  let closed = 0;
  let arrive: (address: string) => void = () => undefined;
  const arrived = new Promise<string>(resolve => (arrive = resolve));
  const receiver: CallbackReceiver = {
    url,
    receive: async read => read(await arrived),
    close: () => {
      closed++;
    },
  };
  const ended = signIn(
    { ...request, ...change },
    {
      send: async (call, caller, stop) => {
        // What send itself does: routes to the account's own host and signs.
        const routed = checkCall(call, caller);
        const { headers } = caller.authenticate(routed);
        sent.push({ call: routed, caller, authorization: headers[0]?.value ?? '' });
        const outcome = outcomes[sent.length - 1] ?? { status: 500 };
        return exchangeOf(routed, typeof outcome === 'function' ? await outcome(stop) : outcome);
      },
      openReceiver: () => Promise.resolve(receiver),
      openBrowser: address => {
        opened.push(address);
        const state = new URL(address).searchParams.get('state') ?? '';
        arrive(`${url}?oauth_token=rt&oauth_verifier=canary-v&company=1234567_SB1&role=3&entity=38&state=${state}`);
        return Promise.resolve();
      },
      nonces: { nonce: () => 'nonce1', timestamp: () => '1700000000' },
      randomBytes: count => new Uint8Array(count).fill(1),
      hide: (...secrets) => hidden.push(...secrets),
    },
    signal,
  );
  return { ended, sent, opened, hidden, closed: () => closed };
}

const good: Outcome = { status: 200, body: stepOneBody };

describe('signing in', () => {
  it("goes to the account's own hosts only", async () => {
    const { ended, sent, opened, hidden, closed } = run([good, { status: 200, body: stepThreeBody }]);
    expect(await ended).toEqual({ token: 'at', tokenSecret: 'canary-ats', role: '3', entity: '38' });
    expect(sent.map(({ call }) => `${call.method} ${call.url}`)).toEqual([
      'POST https://1234567-sb1.restlets.api.netsuite.com/rest/requesttoken',
      'POST https://1234567-sb1.restlets.api.netsuite.com/rest/accesstoken',
    ]);
    expect(opened).toEqual([
      `https://1234567-sb1.app.netsuite.com/app/login/secure/authorizetoken.nl?oauth_token=rt&state=${'B'.repeat(32)}`,
    ]);
    expect(hidden).toEqual(['canary-rts', 'canary-v', 'canary-ats']);
    expect(closed()).toBe(1);
  });

  it('goes to the base URL, all three steps, where there is one', async () => {
    const account = { ...request.account, baseUrl: 'https://gw.example.com/ns' };
    const { ended, sent, opened } = run([good, { status: 200, body: stepThreeBody }], { account });
    await ended;
    expect([...sent.map(({ call }) => call.url), opened[0]?.split('?')[0]]).toEqual([
      'https://gw.example.com/ns/rest/requesttoken',
      'https://gw.example.com/ns/rest/accesstoken',
      'https://gw.example.com/ns/app/login/secure/authorizetoken.nl',
    ]);
  });

  it('opens NetSuite’s own page where a gateway hands calls on', async () => {
    const account = { ...request.account, baseUrl: 'https://gw.example.com/ns', signedAs: 'netsuite' };
    const { ended, sent, opened } = run([good, { status: 200, body: stepThreeBody }], { account });
    await ended;
    expect(sent.map(({ call }) => new URL(call.url).host)).toEqual(['gw.example.com', 'gw.example.com']);
    expect(new URL(opened[0] ?? '').host).toBe('1234567-sb1.app.netsuite.com');
  });

  it('puts no secret into a header, and the role only where one was asked for', async () => {
    const { ended, sent } = run([good, { status: 200, body: stepThreeBody }], { role: '3' });
    await ended;
    const [one = '', three = ''] = sent.map(({ authorization }) => authorization);
    expect(one + three).not.toMatch(/canary-(?:cs|rts|ats)/);
    expect(one).toContain(`oauth_callback="${encodeURIComponent(url)}"`);
    expect(one).toContain('role="3"');
    expect(one).not.toContain('oauth_token=');
    expect(three).toContain('oauth_token="rt"');
    expect(three).toContain('oauth_verifier="canary-v"');
  });

  const html = { name: 'Content-Type', value: 'text/html' };
  const json = (code: string) => `{"error" : {"code" : "${code}", "message" : "no"}}`;
  it.each<[Outcome, string, object]>([
    [{ status: 401, body: json('INVALID_LOGIN_ATTEMPT') }, 'sign-in-refused', { code: 'INVALID_LOGIN_ATTEMPT' }],
    [{ status: 401 }, 'sign-in-refused', { code: 'UNAUTHORIZED' }],
    [{ status: 403, body: json('INVALID_LOGIN_ATTEMPT') }, 'sign-in-refused', { status: 403 }],
    [{ status: 405 }, 'sign-in-not-set-up', {}],
    [{ status: 302 }, 'sign-in-redirected', { status: 302 }],
    [{ status: 400, body: json('USER_ERROR') }, 'sign-in-unexpected-answer', { status: 400, code: 'USER_ERROR' }],
    [{ status: 403, body: '<html>', headers: [html] }, 'sign-in-unexpected-answer', { status: 403, code: '' }],
    [{ status: 503, body: json('a b<c>') }, 'sign-in-unexpected-answer', { status: 503, code: '' }],
    [{ status: 201, body: stepOneBody }, 'sign-in-unexpected-answer', { status: 201 }],
    [{ failure: 'connection-broken' }, 'sign-in-unanswered', { reason: 'ECONNRESET' }],
    [{ failure: 'connect-failed' }, 'connect-failed', { reason: 'ECONNRESET' }],
  ])('tells %j as %s, and asks once', async (outcome, code, data) => {
    const one = run([outcome]);
    await expect(one.ended).rejects.toMatchObject({
      code,
      data: code === 'connect-failed' ? data : { step: 1, ...data },
    });
    expect([one.sent.length, one.opened.length, one.closed()]).toEqual([1, 0, 1]);
    const three = run([good, outcome]);
    await expect(three.ended).rejects.toMatchObject({
      code,
      data: code === 'connect-failed' ? data : { step: 3, ...data },
    });
    expect([three.sent.length, three.closed()]).toEqual([2, 1]);
  });

  it.each([
    [[{ status: 200, body: '<html>' }], 'sign-in-answer-incomplete', 1],
    [[{ status: 200, body: stepThreeBody }], 'sign-in-answer-incomplete', 1],
    [[good, { status: 200, body: '<html>' }], 'sign-in-answer-incomplete', 2],
  ] as const)('is not content with any 200: %j', async (outcomes, code, calls) => {
    const { ended, sent, closed } = run(outcomes);
    await expect(ended).rejects.toMatchObject({ code });
    expect([sent.length, closed()]).toEqual([calls, 1]);
  });

  it.each([1, 3])('rejects with the reason when it is cancelled while step %i is under way', async step => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const inFlight = (signal: AbortSignal) =>
      new Promise<Outcome>(resolve => {
        signal.addEventListener('abort', () => resolve({ failure: 'cancelled' }));
        stop.abort(reason);
      });
    const { ended, sent, closed } = run(step === 1 ? [inFlight] : [good, inFlight], {}, stop.signal);
    await expect(ended).rejects.toBe(reason);
    expect([sent.length, closed()]).toEqual([step === 1 ? 1 : 2, 1]);
  });
});
