import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { AccountIndex, Credential, TokenRecord } from '../../../../src/accounts/records.ts';
import { credentialIn } from '../../../../src/accounts/orphans.ts';
import { CodedError } from '../../../../src/codedError.ts';
import { AccountQueue } from '../../../../src/exchange/accountQueue.ts';
import { tbaAuthenticator } from '../../../../src/exchange/authenticate.ts';
import { guardKey, LoginGuard } from '../../../../src/exchange/guards/loginGuard.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import { send } from '../../../../src/exchange/send.ts';
import { systemNonceSource } from '../../../../src/tba/nonce.ts';
import type { TbaSecrets } from '../../../../src/tba/signRequest.ts';
import type { AccountServices } from '../../../../src/workbench/accounts/accountServices.ts';
import { chooseQuestion } from '../../../../src/workbench/loginFailure/chooseQuestion.ts';
import { explainAnswer } from '../../../../src/workbench/loginFailure/explainAnswer.ts';
import { LoginFailureModel } from '../../../../src/workbench/loginFailure/loginFailureModel.ts';
import { loginFailureReport } from '../../../../src/workbench/loginFailure/loginFailureReport.ts';
import { loginSubject, type LoginQuestion } from '../../../../src/workbench/loginFailure/loginSubject.ts';
import { CorrectedClocks } from '../../../../src/workbench/network/correctedClocks.ts';
import { FailedLogins } from '../../../../src/workbench/network/failedLogins.ts';
import { Canaries } from '../../../ui/support/canaries.ts';

vi.mock('vscode', async () => ({
  ...(await import('../treeVscode.ts')),
  workspace: { isTrusted: false },
}));

const hex = () => randomBytes(32).toString('hex');
const newSecrets = (): TbaSecrets => ({
  consumerKey: hex(),
  consumerSecret: hex(),
  token: hex(),
  tokenSecret: hex(),
});
const refusal = { code: 'INVALID_LOGIN_ATTEMPT', message: 'Invalid login attempt.' };

/** An account with two tokens of two applications, of which the first fails. */
function scene(changes: { other?: Partial<TokenRecord>; allowed?: boolean; practice?: true; works?: true } = {}) {
  const record = { changed: 1, scheme: 'tba' as const };
  const index: AccountIndex = {
    version: 2,
    accounts: [
      {
        ...record,
        id: 'acme',
        name: 'Acme',
        accountId: '1234567_SB1',
        ...(changes.practice && { practice: true, baseUrl: 'http://127.0.0.1:8765' }),
      },
    ],
    applications: [
      { ...record, id: 'hub', name: 'Hub', account: 'acme' },
      { ...record, id: 'old', name: 'Old', account: 'acme' },
    ],
    tokens: [
      {
        ...record,
        id: 'jane',
        name: 'jane',
        application: 'hub',
        ...(changes.works ? { lastSuccess: 9 } : { lastFailure: { at: 5, status: 401, code: 'X' } }),
      },
      { ...record, id: 'bot', name: 'bot', application: 'old', lastSuccess: 9, ...changes.other },
    ],
    removed: {},
  };
  const secrets: Record<string, TbaSecrets> = { jane: newSecrets(), bot: newSecrets() };
  const clocks = new CorrectedClocks();
  const failedLogins = new FailedLogins();
  const hidden: string[] = [];
  const services = {
    book: {
      index: () => index,
      credential: (id: string) => credentialIn(index, id),
      credentials: () => index.tokens.flatMap(({ id }) => credentialIn(index, id) ?? []),
      secrets: ({ token }: Credential) =>
        secrets[token.id] ? Promise.resolve(secrets[token.id]) : Promise.reject(new CodedError('secret-missing')),
    },
    active: { get: () => undefined, allowList: () => ({ allows: () => changes.allowed ?? true }) },
    network: { clocks, failedLogins, recentFailures: () => 2 },
    log: { hide: (...texts: string[]) => hidden.push(...texts) },
  } as unknown as AccountServices;
  const jane = credentialIn(index, 'jane') ?? expect.fail();
  const ask = async (question: Omit<LoginQuestion, 'credential'> = {}) => {
    const subject = await loginSubject({ credential: jane, ...question }, services);
    const nothing = () => Promise.resolve(undefined);
    return { subject, model: new LoginFailureModel(subject, { readAudit: nothing, probe: nothing }, () => undefined) };
  };
  return { services, secrets, hidden, failedLogins, clocks, jane, ask };
}

/** A call that was really signed, answered with a refusal by a server whose clock is so many seconds ahead. */
async function failedCall(secrets: TbaSecrets, ahead = 0, body: unknown = { error: refusal }): Promise<Exchange> {
  const url = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';
  const account = { accountId: '1234567_SB1', name: 'Acme' };
  return send(
    { title: 'Orders', method: 'GET', url, headers: [] },
    {
      account,
      credentialId: guardKey(account.accountId, secrets.token),
      credentialLabel: 'jane',
      authenticate: tbaAuthenticator(account.accountId, secrets, systemNonceSource()),
    },
    {
      transport: () =>
        Promise.resolve({
          status: 401,
          statusText: '',
          headers: [{ name: 'Date', value: new Date(Date.now() + ahead * 1000).toUTCString() }],
          body: new TextEncoder().encode(JSON.stringify(body)),
          timing: { via: 'direct', total: 5 },
        }),
      queue: new AccountQueue(),
      guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
      now: Date.now,
      newId: () => 'id',
    },
    1000,
    new AbortController().signal,
  );
}

describe('what is known of a failed login', () => {
  it('holds none of the four values, whatever the answer quotes, and the log hides the secrets', async () => {
    const { secrets, hidden, ask } = scene();
    const own = secrets['jane'] ?? expect.fail();
    const canaries = new Canaries();
    Object.entries({ ...own } as Record<string, string>).forEach(([name, value]) => canaries.add(name, value));
    Object.entries({ ...secrets['bot'] } as Record<string, string>).forEach(([name, value]) =>
      canaries.add(`other ${name}`, value),
    );
    const exchange = await failedCall(own, 0, { error: { ...refusal, message: `Secret ${own.tokenSecret}` } });
    const { subject, model } = await ask({ exchange });
    const { state } = model;
    expect(canaries.in(JSON.stringify(state) + loginFailureReport(state))).toEqual([]);
    expect(canaries.in(JSON.stringify(subject.evidence.token))).toEqual([]);
    expect(hidden).toEqual([own.consumerSecret, own.tokenSecret]);
    expect(subject.evidence.call).toMatchObject({ surface: 'restlet', signatureChecked: true });
    expect(state).toMatchObject({ trusted: false, resend: 'Test the token again' });
    expect(state.subject.facts.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['401 INVALID_LOGIN_ATTEMPT', 'Acme · 1234567_SB1', 'Hub', 'jane']),
    );
  });

  it('is that of the last failed call of the window, or of the book alone', async () => {
    const { secrets, failedLogins, ask } = scene();
    const own = secrets['jane'] ?? expect.fail();
    const alone = (await ask()).model.state;
    expect(alone.subject.remark).toContain('No failed call of this token is known');
    expect(alone.resend).toBe('');
    failedLogins.note(guardKey('1234567_SB1', own.token), await failedCall(own));
    expect((await ask()).model.state.subject).toMatchObject({ title: 'Orders', remark: '' });
  });

  it('says that the secrets are not here rather than failing', async () => {
    const { secrets, ask } = scene();
    delete secrets['jane'];
    const { evidence } = (await ask()).subject;
    expect(new Set(Object.values(evidence.token.shapes))).toEqual(new Set(['missing']));
  });

  it('cannot judge a signature that other values made', async () => {
    const { ask } = scene();
    const { evidence } = (await ask({ exchange: await failedCall(newSecrets()) })).subject;
    expect(evidence.call).not.toHaveProperty('signatureChecked');
  });

  it('names the token that can read the audit trail, where one works and may be used here', async () => {
    const offer = async (changes: Parameters<typeof scene>[0]) =>
      (await scene(changes).ask()).model.state.offer?.action;
    expect(await offer({})).toBe('Read the Login Audit Trail with bot');
    expect(await offer({ other: { revokedAt: 10 } })).toBeUndefined();
    expect(await offer({ other: { lastFailure: { at: 10, status: 401, code: 'X' } } })).toBeUndefined();
    expect(await offer({ allowed: false })).toBeUndefined();
  });

  it('lets the token itself look its deployment up, where the login was good', async () => {
    const { secrets, ask } = scene({ other: { revokedAt: 10 } });
    const body = { error: { code: 'SSS_INVALID_SCRIPTLET_ID', message: '' } };
    const exchange = await failedCall(secrets['jane'] ?? expect.fail(), 0, body);
    expect((await ask({ exchange })).model.state.offer).toBeUndefined();
    const good = scene({ other: { lastFailure: { at: 10, status: 401, code: 'X' } }, works: true });
    const again = await failedCall(good.secrets['jane'] ?? expect.fail(), 0, body);
    expect((await good.ask({ exchange: again })).model.state.offer?.action).toBe('Look the deployment up with jane');
  });

  it('offers the server’s time, by its Date header, for the account', async () => {
    const { secrets, clocks, ask } = scene();
    const { model } = await ask({ exchange: await failedCall(secrets['jane'] ?? expect.fail(), 600) });
    expect(model.state.clock?.text).toContain('10 min ahead');
    model.correctClock(true);
    expect(Math.abs(clocks.offset('1234567_SB1') - 600)).toBeLessThan(5);
    model.correctClock(false);
    expect(clocks.offset('1234567_SB1')).toBe(0);
  });

  it('leads to the person’s own account, or to the practice account', async () => {
    const place = { menu: 'Setup', path: '/app/setup/features.nl', pathConfidence: 'high' } as const;
    expect((await scene().ask()).subject.linkTo(place)).toBe(
      'https://1234567-sb1.app.netsuite.com/app/setup/features.nl',
    );
    expect((await scene({ practice: true }).ask()).subject.linkTo(place)).toBe(
      'http://127.0.0.1:8765/app/setup/features.nl',
    );
    expect((await scene().ask()).subject.linkTo({ menu: 'Setup' })).toBeUndefined();
  });
});

describe('whose login is asked about', () => {
  it('is the one that fails, of the row or of all', async () => {
    const { services, jane } = scene();
    expect(await chooseQuestion(services, undefined, undefined)).toEqual({ credential: jane });
    expect(await chooseQuestion(services, { kind: 'account', record: jane.account }, undefined)).toEqual({
      credential: jane,
    });
    const bot = services.book.credential('bot') ?? expect.fail();
    const row = { kind: 'token', record: bot.token, practice: false } as const;
    expect(await chooseQuestion(services, row, undefined)).toEqual({ credential: bot });
    expect(await chooseQuestion(services, undefined, { credential: bot })).toEqual({ credential: bot });
  });
});

describe('an error in an answer', () => {
  it('is explained, and a failed login can be asked about', async () => {
    const { record } = await failedCall(newSecrets());
    expect(explainAnswer(record, { error: refusal })).toMatchObject({
      code: { source: 'Oracle documents this.' },
      isLogin: true,
    });
    expect(explainAnswer(record, undefined)).toMatchObject({ isLogin: true });
    const answered = (status: number, code?: string) =>
      explainAnswer(
        { ...record, response: { ...(record.response ?? expect.fail()), status } },
        code === undefined ? undefined : { error: { code, message: '' } },
      );
    expect(answered(200)).toBeUndefined();
    expect(answered(400, 'CODE_OF_A_SCRIPT')).toBeUndefined();
    expect(answered(400, 'SSS_USAGE_LIMIT_EXCEEDED')).toMatchObject({
      code: { source: 'People have reported this; Oracle does not document it.' },
      isLogin: false,
    });
    expect(answered(200, 'RCRD_DSNT_EXIST')).toMatchObject({ isLogin: false });
    expect(answered(302)).toMatchObject({ isLogin: true });
  });
});
