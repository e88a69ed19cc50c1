import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../../src/codedError.ts';
import type { ProbeKind } from '../../../../src/diagnosis/login/evidence.ts';
import { probeCalls, type ProbePlan } from '../../../../src/exchange/login/probeCalls.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import type { Call } from '../../../../src/exchange/send.ts';

const plan: ProbePlan = {
  account: { accountId: '1234567' },
  title: 'Probe',
  restlet: { script: 'customscript_a', deploy: '1' },
  recentFailures: 1,
};

type Answering = (call: Call) => number | CodedError;

/** What came of it, and what was called. */
async function run(answering: Answering, change: Partial<ProbePlan> = {}) {
  const made: Call[] = [];
  const heard: ProbeKind[] = [];
  const results = await probeCalls(
    { ...plan, ...change },
    {
      now: () => 1,
      onResult: ({ kind }) => heard.push(kind),
      send: call => {
        made.push(call);
        const answer = answering(call);
        return answer instanceof CodedError ? Promise.reject(answer) : Promise.resolve(answered(call, answer));
      },
    },
  );
  expect(heard).toEqual(results.map(({ kind }) => kind));
  return {
    outcomes: Object.fromEntries(results.map(({ kind, outcome }) => [kind, outcome])),
    order: results.map(({ kind }) => kind),
    urls: made.map(({ url }) => new URL(url).pathname),
    made,
    results,
  };
}

/** Status 0 is no answer. */
function answered({ method, url, headers }: Call, status: number): Exchange {
  return {
    record: {
      request: { method, url, headers },
      timing: { via: 'direct', total: 1 },
      ...(status === 0
        ? { failure: { code: 'timed-out', data: {} } }
        : { response: { status, statusText: '', headers: [], bodyBytes: 0 } }),
    } as unknown as Exchange['record'],
    body: new Uint8Array(),
  };
}

describe('calls on request', () => {
  it('each once, who somebody is first', async () => {
    const { order, outcomes, urls } = await run(() => 200);
    expect(order).toEqual(['hosts', 'tokeninfo', 'rest-record', 'restlet', 'soap-time']);
    expect(outcomes).toMatchObject({ tokeninfo: 'worked', 'rest-record': 'worked', restlet: 'worked' });
    expect(urls).toEqual([
      '/rest/tokeninfo',
      '/services/rest/record/v1/metadata-catalog/',
      '/app/site/hosting/restlet.nl',
      '/services/NetSuitePort_2025_2',
    ]);
  });

  it('end with the first refused login, which is never tried again', async () => {
    expect(await run(() => 401)).toMatchObject({
      urls: ['/rest/tokeninfo'],
      outcomes: {
        tokeninfo: 'login-refused',
        'rest-record': 'not-tried',
        restlet: 'not-tried',
        'soap-time': 'not-tried',
      },
    });
    const second = await run(({ url }) => (url.includes('/services/rest/') ? 401 : 200));
    expect(second.urls).toHaveLength(2);
    expect(second.outcomes).toMatchObject({ 'rest-record': 'login-refused', restlet: 'not-tried' });
  });

  it('leave out where the login was refused before, and what is not known', async () => {
    const { outcomes, results, urls } = await run(() => 200, { refusedAt: 'rest' });
    expect([outcomes['rest-record'], urls.length]).toEqual(['not-tried', 3]);
    expect(results.find(({ kind }) => kind === 'rest-record')).toMatchObject({ leftOut: 'refused-before' });
    const { account, title, recentFailures } = plan;
    const little = { account, title, recentFailures };
    const few = await probeCalls(little, { now: () => 1, send: call => Promise.resolve(answered(call, 200)) });
    expect(few.filter(({ outcome }) => outcome === 'worked').map(({ kind }) => kind)).toEqual([
      'tokeninfo',
      'rest-record',
      'soap-time',
    ]);
    expect(few.find(({ kind }) => kind === 'restlet')).toMatchObject({ leftOut: 'nothing-to-call' });
  });

  it('risk no lock: after three failures nobody logs in', async () => {
    const { results, urls: none } = await run(() => 200, { recentFailures: 3 });
    expect(none).toEqual([]);
    expect(results.at(-1)).toMatchObject({ leftOut: 'too-many-failures' });
    expect((await run(() => 200, { recentFailures: 2 })).urls).toHaveLength(4);
  });

  it('tell what refuses them before they are made, and go on', async () => {
    const { results, urls } = await run(({ url }) =>
      url.includes('restlet.nl') ? new CodedError('production-write') : 200,
    );
    expect(urls).toHaveLength(4);
    expect(results.find(({ kind }) => kind === 'restlet')).toMatchObject({
      outcome: 'not-tried',
      failure: 'production-write',
    });
  });

  it('no answer, and other refusals, are told apart', async () => {
    const { outcomes } = await run(({ url }) => (url.includes('tokeninfo') ? 0 : 503));
    expect(outcomes).toMatchObject({ tokeninfo: 'no-answer', 'rest-record': 'other-refusal' });
  });

  it('stop when cancelled', async () => {
    const stop = new Error('cancelled');
    await expect(probeCalls(plan, { now: () => 1, send: () => Promise.reject(stop) })).rejects.toBe(stop);
  });
});

describe('the hosts', () => {
  const ask = async (status: number, text: string) => {
    const [first] = await probeCalls(
      { ...plan, recentFailures: 3 },
      {
        now: () => 1,
        send: () => Promise.reject(new Error('none')),
        fetchUnsigned: () => Promise.resolve({ status, body: new TextEncoder().encode(text) }),
      },
    );
    return first;
  };
  const hosts = (label: string) =>
    JSON.stringify({
      restDomain: `https://${label}.restlets.api.netsuite.com`,
      webservicesDomain: `https://${label}.suitetalk.api.netsuite.com`,
      systemDomain: `https://${label}.app.netsuite.com`,
    });

  it('the same, others, or none', async () => {
    expect(await ask(200, hosts('1234567'))).toMatchObject({ outcome: 'worked', hostsDiffer: false });
    expect(await ask(200, hosts('7654321'))).toMatchObject({ outcome: 'worked', hostsDiffer: true });
    expect(await ask(400, '')).toMatchObject({ outcome: 'other-refusal', answer: { status: 400 } });
    expect(await ask(200, 'nonsense')).toMatchObject({ outcome: 'other-refusal', failure: 'data-centers-unreadable' });
  });
});
