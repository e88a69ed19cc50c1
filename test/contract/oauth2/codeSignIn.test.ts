// Signing in by authorization code against the practice account, its page answered as a browser does, and what goes on from
// there: calls, refreshing, two windows at once.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountQueue } from '../../../src/exchange/accountQueue.ts';
import { directTransport } from '../../../src/exchange/transport/directTransport.ts';
import { LoginGuard } from '../../../src/exchange/guards/loginGuard.ts';
import {
  signInByCode,
  type CodeSignInPorts,
  type CodeSignInRequest,
} from '../../../src/exchange/oauth2/authorizationCode.ts';
import { refreshLogin } from '../../../src/exchange/oauth2/refreshLogin.ts';
import { send, type Call, type Caller } from '../../../src/exchange/send.ts';
import { open, press, redirectUri } from '../practice/codeSteps.ts';
import { jane } from '../practice/flowSteps.ts';
import { startFixture, type Fixture } from '../practice/practiceFixture.ts';

const transport = directTransport(() => Promise.resolve({ noProxy: [], strictTls: true, extraCertificates: [] }));
let practice: Fixture;
beforeEach(async () => {
  practice = await startFixture();
});
afterEach(() => practice.stop());
afterAll(() => transport.close());

const never = new AbortController().signal;
const account = () => ({ accountId: practice.credentials.account, name: 'Practice', baseUrl: practice.baseUrl });

function sendNow(call: Call, caller: Caller, signal: AbortSignal) {
  const exchanger = {
    transport,
    queue: new AccountQueue(),
    guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
    now: Date.now,
    newId: () => 'id',
  };
  return send(call, caller, exchanger, 10_000, signal);
}

interface Change extends Partial<CodeSignInRequest> {
  readonly answer?: 'allow' | 'deny' | 'nothing';
  /** What becomes of the address that the browser is sent to. */
  readonly bend?: (address: URL) => URL;
  readonly uri?: string;
  readonly send?: CodeSignInPorts['send'];
}

function signIn(change: Change = {}, signal: AbortSignal = never) {
  const { answer = 'allow', bend = url => url, uri = redirectUri, send: sender = sendNow, ...request } = change;
  const hidden: string[] = [];
  const came = Promise.withResolvers<string>();
  const ended = signInByCode(
    {
      account: account(),
      applicationName: 'Orders hub',
      clientId: practice.credentials.consumerKey,
      scopes: ['restlets'],
      waitLimit: 10_000,
      ...request,
    },
    {
      send: sender,
      receiver: {
        redirectUri: uri,
        receive: async (state, read, until) => {
          expect(state).toMatch(/^[\w-]{43}$/);
          const gone = Promise.withResolvers<string>();
          until.addEventListener('abort', () => gone.reject(until.reason as Error));
          return read(await Promise.race([came.promise, gone.promise]));
        },
      },
      openBrowser: async address => {
        if (answer !== 'nothing') {
          const page = await open(practice, new URL(address).search.slice(1));
          const { headers } = await press(practice, { ...page.fields, as: jane, answer });
          came.resolve(bend(new URL(headers.location ?? '')).href);
        }
      },
      randomBytes,
      hide: (...secrets) => hidden.push(...secrets),
    },
    signal,
  );
  return { ended, hidden };
}

function keeperOf(kept: { token: string }) {
  return {
    inTurn: <T>(work: () => Promise<T>) => work(),
    read: () => Promise.resolve(kept.token),
    write: (token: string) => Promise.resolve(void (kept.token = token)),
  };
}

describe('signing in by authorization code', () => {
  it('ends with a refresh token for whom the page allowed it, from which calls go on', async () => {
    const { ended, hidden } = signIn();
    const { refreshToken, role, entity } = await ended;
    expect([role, entity]).toEqual(['1001', '42']);
    expect(hidden).toContain(refreshToken);
    const kept = { token: refreshToken };
    const login = refreshLogin(
      { clientId: practice.credentials.consumerKey },
      keeperOf(kept),
      () => practice.clock.seconds * 1000,
      token => hidden.push(token),
    );
    const caller = { account: account(), credentialId: 'c', credentialLabel: 'jane', ...login };
    const call: Call = {
      title: '',
      method: 'GET',
      url: `${practice.baseUrl}/app/site/hosting/restlet.nl?script=1&deploy=1&hello=world`,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
    };
    const { record } = await sendNow(call, caller, never);
    expect([record.failure, record.response?.status]).toEqual([undefined, 200]);
    expect(kept.token).not.toBe(refreshToken);
    expect(JSON.stringify(record)).not.toContain(kept.token);
    // An hour later the access token has ended.
    practice.clock.seconds += 3600;
    expect((await sendNow(call, caller, never)).record.response?.status).toBe(200);
    // Two days later the sign-in has, too.
    practice.clock.seconds += 49 * 3600;
    const late = await sendNow(call, caller, never);
    expect(late.record.failure).toMatchObject({ code: 'oauth2-sign-in-again', data: { error: 'invalid_grant' } });
  });

  it.each<[string, Change, string]>([
    ['the person denies it', { answer: 'deny' }, 'oauth2-denied'],
    ['the state is another', { bend: url => changed(url, 'state', 'x'.repeat(43)) }, 'oauth2-wrong-state'],
    ['the code is another', { bend: url => changed(url, 'code', 'f'.repeat(64)) }, 'oauth2-code-refused'],
    ['the account is another', { bend: url => changed(url, 'company', '7654321') }, 'oauth2-other-account'],
    ['nobody answers', { answer: 'nothing', waitLimit: 50 }, 'oauth2-sign-in-timed-out'],
    ['NetSuite does not answer', { send: dropped }, 'oauth2-exchange-unanswered'],
  ])('ends with an error when %s', async (_, change, code) => {
    await expect(signIn(change).ended).rejects.toMatchObject({ code });
  });

  it('is over when it is cancelled', async () => {
    const cancelled = new AbortController();
    const { ended } = signIn({ answer: 'nothing' }, cancelled.signal);
    cancelled.abort();
    await expect(ended).rejects.toBe(cancelled.signal.reason);
  });
});

function changed(url: URL, name: string, value: string): URL {
  url.searchParams.set(name, value);
  return url;
}

async function dropped(call: Call, caller: Caller, signal: AbortSignal) {
  const { record } = await sendNow({ ...call, url: `${practice.baseUrl}/x` }, caller, signal);
  const { id, title, startedAt, account: of, credential, request, timing } = record;
  const failure = { code: 'connection-broken', data: {} };
  const broken = { id, title, startedAt, account: of, credential, request, timing, failure };
  return { record: broken, body: new Uint8Array() };
}

it('keeps one sign-in for two windows that refresh at once, again and again', async () => {
  const { refreshToken } = await signIn().ended;
  const folder = await mkdtemp(join(tmpdir(), 'tba-windows-'));
  try {
    const kept = join(folder, 'token');
    await writeFile(kept, refreshToken);
    const script = join(import.meta.dirname, 'refreshingWindow.ts');
    const { account: accountId, consumerKey } = practice.credentials;
    const windows = [1, 2].map(() => {
      const args = [script, practice.baseUrl, accountId, consumerKey, join(folder, 'lock'), kept];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
      return once(child, 'exit').then(([code]) => code as number);
    });
    expect(await Promise.all(windows)).toEqual([0, 0]);
    expect(await readFile(kept, 'utf8')).not.toBe(refreshToken);
    const refused = practice.account.loginAudit.rows().filter(({ status }) => status !== 'Success');
    expect(refused).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
