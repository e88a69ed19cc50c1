import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../src/codedError.ts';
import { readTokenPassport } from '../../../src/formats/readTokenPassport.ts';
import { guardKey } from '../../../src/exchange/guards/loginGuard.ts';
import { redactHeader } from '../../../src/exchange/redact.ts';
import { send, signCall, type Exchanger } from '../../../src/exchange/send.ts';
import type { WireRequest, WireResponse } from '../../../src/exchange/transport/transport.ts';
import { answer, call, never, newCaller, newExchanger } from './sampleCall.ts';

describe('send', () => {
  it('sends exactly the URL that was signed, with one Authorization header', async () => {
    const sent: WireRequest[] = [];
    const exchanger = newExchanger(request => {
      sent.push(request);
      return Promise.resolve(answer(200, '{}'));
    });
    const { record } = await send(call, newCaller(), exchanger, 1000, never);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe(record.signature?.url.wire);
    expect(sent[0]?.url).not.toContain('#');
    expect(sent[0]?.headers.filter(({ name }) => name === 'Authorization')).toHaveLength(1);
  });

  it('signs with the time that the person wants, with every attempt', async () => {
    const exchanger = newExchanger(() => Promise.resolve(answer(200, '{}')));
    const { record } = await send(call, { ...newCaller(), skewSeconds: -420 }, exchanger, 1000, never);
    expect(record.signature?.authorization).toContain('oauth_timestamp="1699999580"');
    expect(signCall(call, newCaller()).steps?.authorization).toContain('oauth_timestamp="1700000000"');
  });

  it('records that a body is still packed', async () => {
    const exchanger = newExchanger(() => Promise.resolve({ ...answer(200), packedAs: 'br' }));
    const { record } = await send(call, newCaller(), exchanger, 1000, never);
    expect(record.response?.packedAs).toBe('br');
  });

  it('keeps neither signature nor secret nor cookie in the record of what was sent', async () => {
    const { record } = await send(
      call,
      newCaller(),
      newExchanger(() => Promise.resolve(answer(200))),
      1000,
      never,
    );
    const text = JSON.stringify(record);
    expect(text).not.toContain('canary');
    expect(JSON.stringify(record.request)).not.toContain(encodeURIComponent(record.signature!.signature));
    expect(JSON.stringify(record.request)).toContain('oauth_signature=\\"•••\\"');
  });

  it.each(['Authorization', 'cookie', 'Host', 'Content-Length'])(
    'refuses the header %s before anything is sent',
    async name => {
      const exchanger = newExchanger(() => Promise.reject(new Error('must not be called')));
      const headers = [{ name, value: 'x' }];
      await expect(send({ ...call, headers }, newCaller(), exchanger, 1000, never)).rejects.toMatchObject({
        code: 'header-refused',
      });
    },
  );

  it('refuses a host of another account before anything is sent', async () => {
    const exchanger = newExchanger(() => Promise.reject(new Error('must not be called')));
    const url = 'https://7654321.restlets.api.netsuite.com/app/x';
    await expect(send({ ...call, url }, newCaller(), exchanger, 1000, never)).rejects.toMatchObject({
      code: 'host-of-another-account',
    });
  });

  it('counts failed logins, asks after two, and forgets them with a success', async () => {
    let status = 401;
    let calls = 0;
    const exchanger = newExchanger(() => {
      calls++;
      return Promise.resolve(
        answer(status, '{"error" : {"code" : "INVALID_LOGIN_ATTEMPT", "message" : "Invalid login attempt."}}'),
      );
    });
    const caller = newCaller();
    await send(call, caller, exchanger, 1000, never);
    await send(call, caller, exchanger, 1000, never);
    await expect(send(call, caller, exchanger, 1000, never)).rejects.toMatchObject({
      code: 'login-guard',
      data: { failures: 2 },
    });
    expect(calls).toBe(2);
    status = 200;
    await send(call, { ...caller, acknowledged: true }, exchanger, 1000, never);
    expect(exchanger.guard.mustAsk('c1')).toBe(false);
  });

  it('counts a token’s failures under one name, which does not tell its ID', () => {
    expect(guardKey('1234567', 'token-id')).toBe(guardKey('1234567', 'token-id'));
    expect(guardKey('1234567_SB1', 'token-id')).not.toBe(guardKey('1234567', 'token-id'));
    expect(guardKey('1234567', 'token-id')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('lets failures older than 30 minutes go', () => {
    const { guard } = newExchanger(() => Promise.resolve(answer(200)), {
      c1: [1_000_000_000 - 31 * 60_000, 1_000_000_000 - 60_000],
    });
    expect(guard.recentFailures('c1')).toBe(1);
  });

  it('has one request of an account in flight, in the order asked', async () => {
    const log: string[] = [];
    const exchanger = newExchanger(async request => {
      log.push(`start ${request.method}`);
      await new Promise(resolve => setTimeout(resolve, 10));
      log.push(`end ${request.method}`);
      return answer(200);
    });
    const caller = newCaller();
    await Promise.all(['GET', 'DELETE'].map(method => send({ ...call, method }, caller, exchanger, 1000, never)));
    expect(log).toEqual(['start GET', 'end GET', 'start DELETE', 'end DELETE']);
  });

  it('never sends what was cancelled while it waited', async () => {
    const stop = new AbortController();
    let sent = 0;
    let finish: (response: WireResponse) => void = () => undefined;
    const exchanger = newExchanger(() => {
      sent++;
      return new Promise(resolve => (finish = resolve));
    });
    const first = send(call, newCaller(), exchanger, 1000, never);
    const second = send(call, newCaller(), exchanger, 1000, stop.signal);
    stop.abort();
    await expect(second).rejects.toBe(stop.signal.reason);
    finish(answer(200));
    await first;
    expect(sent).toBe(1);
    const third = send(call, newCaller(), exchanger, 1000, never);
    await new Promise(resolve => setTimeout(resolve, 0));
    finish(answer(200));
    expect((await third).record.response?.status).toBe(200);
  });

  it.each([
    ['cancelled', 60_000, (stop: AbortController) => stop.abort()],
    ['timed-out', 10, () => undefined],
  ] as const)('records a call that was %s', async (code, limit, act) => {
    const stop = new AbortController();
    const exchanger = newExchanger(
      (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    );
    const outcome = send(call, newCaller(), exchanger, limit, stop.signal);
    setTimeout(() => act(stop), 1);
    expect((await outcome).record.failure?.code).toBe(code);
  });

  it('records a connection that failed', async () => {
    const exchanger = newExchanger(() => Promise.reject(new CodedError('connect-failed', { reason: 'ECONNREFUSED' })));
    const { record } = await send(call, newCaller(), exchanger, 1000, never);
    expect(record.failure).toEqual({ code: 'connect-failed', data: { reason: 'ECONNREFUSED' } });
    expect(record.response).toBeUndefined();
  });
});

describe('redaction', () => {
  it('masks signatures and sessions and leaves what one looks for', () => {
    const value = 'OAuth realm="1", oauth_nonce="n", oauth_signature="abc%3D"';
    expect(redactHeader({ name: 'authorization', value }).value).toBe(
      'OAuth realm="1", oauth_nonce="n", oauth_signature="•••"',
    );
    expect(redactHeader({ name: 'Authorization', value: 'Bearer abc' }).value).toBe('Bearer •••');
    expect(redactHeader({ name: 'Set-Cookie', value: 'a=b; Path=/' }).value).toBe('a=•••; Path=/');
    expect(redactHeader({ name: 'Accept', value: 'x' }).value).toBe('x');
  });
});

describe('a call that is refused because of too many at once', () => {
  const limit = { status: 400, code: 'SSS_REQUEST_LIMIT_EXCEEDED' };
  const refusal = ({ status, code }: { status: number; code: string }, headers: WireResponse['headers'] = []) => ({
    ...answer(status, JSON.stringify({ error: { code, message: 'no' } })),
    headers,
  });

  /** Answers one after the other; what was waited for is noted, and no time passes. */
  function limited(answers: readonly WireResponse[], writes = false) {
    const sent: WireRequest[] = [];
    const waits: number[] = [];
    const exchanger: Exchanger = {
      ...newExchanger(request => {
        sent.push(request);
        return Promise.resolve(answers[sent.length - 1]!);
      }),
      retries: {
        wait: (milliseconds, signal) => {
          waits.push(milliseconds);
          signal.throwIfAborted();
          return Promise.resolve();
        },
        random: () => 0.5,
        writes,
      },
    };
    return { sent, waits, exchanger };
  }
  const signatureOf = ({ headers }: WireRequest) => headers.find(({ name }) => name === 'Authorization')?.value;

  it('is made again after a pause, signed anew, and the record keeps each try', async () => {
    const { sent, waits, exchanger } = limited([refusal(limit), refusal(limit), answer(200, '{}')]);
    const pauses: unknown[] = [];
    const { record } = await send(
      { ...call, onPause: pause => pauses.push(pause) },
      newCaller(),
      exchanger,
      1000,
      never,
    );
    expect(waits).toEqual([1000, 3000]);
    expect(pauses).toEqual(waits.map(milliseconds => ({ milliseconds, ...limit })));
    expect(new Set(sent.map(signatureOf)).size).toBe(3);
    expect(signatureOf(sent[2]!)).toContain(record.signature?.parameters.find(p => p.name === 'oauth_nonce')!.value);
    expect(record.response?.status).toBe(200);
    expect(record.timing).toMatchObject({
      total: 3 * 5 + 4000,
      earlierTries: [
        { ...limit, total: 5, waited: 1000 },
        { ...limit, total: 5, waited: 3000 },
      ],
    });
  });

  it('has a TokenPassport made anew in a SOAP message, which is kept as it was given', async () => {
    const body = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>';
    const url = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/NetSuitePort_2025_2';
    const { sent, exchanger } = limited([refusal({ ...limit, status: 429 }), answer(200)], true);
    const { record } = await send({ ...call, method: 'POST', url, body }, newCaller(), exchanger, 1000, never);
    const passports = sent.map(request => readTokenPassport(request.body ?? '')?.fields ?? []);
    const nonces = passports.map(fields => fields.find(({ name }) => name === 'nonce')?.value);
    expect(new Set(nonces).size).toBe(2);
    expect(passports[1]?.slice(0, 5)).toEqual(record.passport?.fields.map(({ name, value }) => ({ name, value })));
    expect(passports[1]?.find(({ name }) => name === 'account')?.value).toBe('1234567_SB1');
    expect(record.request.body).toBe(body);
  });

  it('is made three times at most', async () => {
    const { sent, exchanger } = limited(Array.from({ length: 5 }, () => refusal(limit)));
    const { record } = await send(call, newCaller(), exchanger, 1000, never);
    expect([sent.length, record.response?.status]).toEqual([3, 400]);
  });

  it('waits as long as Retry-After says, and not at all when that is too long', async () => {
    const slow = (value: string) => refusal({ status: 429, code: 'X' }, [{ name: 'Retry-After', value }]);
    const date = new Date(1_000_000_000 + 7000).toUTCString();
    const { waits, exchanger } = limited([slow('20'), slow(date), answer(200)]);
    await send(call, newCaller(), exchanger, 1000, never);
    expect(waits).toEqual([20_000, 7000]);
    // A date is one of the server's clock, whatever this machine's says.
    const headers = [
      { name: 'Date', value: new Date(3_600_000).toUTCString() },
      { name: 'Retry-After', value: new Date(3_600_000 + 9000).toUTCString() },
    ];
    const otherClock = limited([refusal({ status: 429, code: 'X' }, headers), answer(200)]);
    await send(call, newCaller(), otherClock.exchanger, 1000, never);
    expect(otherClock.waits).toEqual([9000]);
    const tooSlow = limited([slow('3600'), answer(200)]);
    const { record } = await send(call, newCaller(), tooSlow.exchanger, 1000, never);
    expect([tooSlow.waits, record.response?.status]).toEqual([[], 429]);
  });

  it.each([
    ['GET', 429, 'CONCURRENCY_LIMIT_EXCEEDED', 2],
    ['GET', 429, '', 2],
    ['POST', 429, 'CONCURRENCY_LIMIT_EXCEEDED', 1],
    ['POST', 400, 'SSS_REQUEST_LIMIT_EXCEEDED', 1],
    ['PUT', 429, '', 1],
    ['DELETE', 429, '', 1],
    ['POST', 400, 'MY_REQUEST_LIMIT_EXCEEDED', 1],
    ['POST', 503, 'CONCURRENCY_LIMIT_EXCEEDED', 1],
    ['GET', 400, 'SSS_MISSING_REQD_ARGUMENT', 1],
    ['GET', 500, 'UNEXPECTED_ERROR', 1],
    ['GET', 200, 'SSS_REQUEST_LIMIT_EXCEEDED', 1],
    ['GET', 401, 'INVALID_LOGIN_ATTEMPT', 1],
    ['GET', 403, 'INVALID_LOGIN_ATTEMPT', 1],
  ])('%s answered with %i %s is sent %i times', async (method, status, code, times) => {
    const { sent, exchanger } = limited([refusal({ status, code }), answer(200)]);
    await send({ ...call, method }, newCaller(), exchanger, 1000, never);
    expect(sent).toHaveLength(times);
  });

  it.each([
    ['POST', 429, 'CONCURRENCY_LIMIT_EXCEEDED', 2],
    ['POST', 400, 'SSS_REQUEST_LIMIT_EXCEEDED', 2],
    ['POST', 400, 'MY_REQUEST_LIMIT_EXCEEDED', 1],
    ['POST', 503, 'CONCURRENCY_LIMIT_EXCEEDED', 1],
    ['POST', 401, 'INVALID_LOGIN_ATTEMPT', 1],
  ])('where writes may be made again, %s answered with %i %s is sent %i times', async (method, status, code, times) => {
    const { sent, exchanger } = limited([refusal({ status, code }), answer(200)], true);
    await send({ ...call, method }, newCaller(), exchanger, 1000, never);
    expect(sent).toHaveLength(times);
  });

  it('is judged by its path where it may read only: a query is, though it is a POST', async () => {
    const url = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql';
    const fault = '<soapenv:Envelope><platformFaults:code>WS_REQUEST_BLOCKED</platformFaults:code></soapenv:Envelope>';
    const { sent, exchanger } = limited([answer(500, fault), answer(200)]);
    await send({ ...call, method: 'POST', url, body: '{"q":"SELECT 1"}' }, newCaller(), exchanger, 1000, never);
    expect(sent).toHaveLength(2);
  });

  it('is what was answered when it is cancelled while it waits', async () => {
    const stop = new AbortController();
    const { sent, exchanger } = limited([refusal(limit), answer(200)]);
    const { record } = await send({ ...call, onPause: () => stop.abort() }, newCaller(), exchanger, 1000, stop.signal);
    expect([sent.length, record.response?.status, record.timing.earlierTries]).toEqual([1, 400, undefined]);
  });

  it('says nothing of the login, good or bad', async () => {
    const { exchanger } = limited([refusal(limit)]);
    const failed = { c1: [999_999_999] };
    const before = newExchanger(exchanger.transport, failed);
    await send(call, newCaller(), before, 1000, never);
    expect(before.failures).toEqual(failed);
  });
});
