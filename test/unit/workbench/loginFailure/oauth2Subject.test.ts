import { beforeAll, describe, expect, it, vi } from 'vitest';
import { credentialIn } from '../../../../src/accounts/orphans.ts';
import type { AccountIndex, TokenRecord } from '../../../../src/accounts/records.ts';
import { CodedError } from '../../../../src/codedError.ts';
import { AccountQueue } from '../../../../src/exchange/accountQueue.ts';
import { LoginGuard } from '../../../../src/exchange/guards/loginGuard.ts';
import { clientLogin } from '../../../../src/exchange/oauth2/clientCredentials.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import { send } from '../../../../src/exchange/send.ts';
import { readSigningKey } from '../../../../src/oauth2/signingKey.ts';
import type { AccountServices } from '../../../../src/workbench/accounts/accountServices.ts';
import { explainAnswer } from '../../../../src/workbench/loginFailure/explainAnswer.ts';
import { LoginFailureModel } from '../../../../src/workbench/loginFailure/loginFailureModel.ts';
import { loginFailureReport } from '../../../../src/workbench/loginFailure/loginFailureReport.ts';
import { loginSubject } from '../../../../src/workbench/loginFailure/loginSubject.ts';
import { CorrectedClocks } from '../../../../src/workbench/network/correctedClocks.ts';
import { FailedLogins } from '../../../../src/workbench/network/failedLogins.ts';
import { verificationOf } from '../../../../src/workbench/requests/run/outcome.ts';
import { pemOf } from '../../../contract/practice/oauth2.ts';

vi.mock('vscode', async () => ({
  ...(await import('../treeVscode.ts')),
  workspace: { isTrusted: false },
}));

const account = { accountId: '1234567_SB1', name: 'Acme' };
const url = 'https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const accessToken = (claims: object) => `${part({ alg: 'HS256' })}.${part({ sub: '3;42', ...claims })}.canarysignature`;
const now = Math.floor(Date.now() / 1000);

/** A call with an access token, or without one where the endpoint gives none; the server's clock may be ahead. */
function call(
  tokenAnswer: { readonly status: number; readonly body: object },
  answer: { readonly status: number; readonly challenge?: string } = { status: 200 },
  ahead = 0,
): Promise<Exchange> {
  const date = { name: 'Date', value: new Date(Date.now() + ahead * 1000).toUTCString() };
  const client = { clientId: 'client', certificateId: 'cert1', scopes: ['restlets'] as const, key };
  const login = clientLogin(client, Date.now, () => undefined);
  return send(
    { title: 'Orders', method: 'GET', url, headers: [] },
    { account, credentialId: 'c', credentialLabel: 'bot', ...login },
    {
      transport: request => {
        const isEndpoint = request.url.endsWith('/token');
        const challenge = isEndpoint ? undefined : answer.challenge;
        return Promise.resolve({
          status: isEndpoint ? tokenAnswer.status : answer.status,
          statusText: '',
          headers: [date, ...(challenge === undefined ? [] : [{ name: 'WWW-Authenticate', value: challenge }])],
          body: new TextEncoder().encode(
            JSON.stringify(isEndpoint ? tokenAnswer.body : { error: { code: 'INVALID_LOGIN_ATTEMPT', message: 'x' } }),
          ),
          timing: { via: 'direct' as const, total: 1 },
        });
      },
      queue: new AccountQueue(),
      guard: new LoginGuard({ read: () => ({}), write: () => Promise.resolve() }, Date.now),
      now: Date.now,
      newId: () => 'id',
    },
    1000,
    new AbortController().signal,
  );
}

let key: ReturnType<typeof readSigningKey>;
beforeAll(() => {
  key = readSigningKey(pemOf('p256', 'key'));
});

const refusedEndpoint = { status: 401, body: { error: 'invalid_client', error_description: 'No.' } };
const given = (claims: object) => ({ status: 200, body: { access_token: accessToken(claims) } });
const refusedCall = { status: 401, challenge: 'Bearer realm="1", error="invalid_token"' };

function scene(changes: Partial<TokenRecord> = {}) {
  const record = { changed: 1, scheme: 'oauth2' as const };
  const index: AccountIndex = {
    version: 2,
    accounts: [{ id: 'acme', changed: 1, ...account }],
    applications: [{ ...record, id: 'hub', name: 'Hub', account: 'acme' }],
    tokens: [
      {
        ...record,
        id: 'bot',
        name: 'bot',
        application: 'hub',
        oauth2: {
          grant: 'client-credentials',
          scopes: ['restlets'],
          certificate: { id: 'cert1', expiresAt: Date.now() + 1e9 },
        },
        ...changes,
      },
    ],
    removed: {},
  };
  const failedLogins = new FailedLogins();
  const credential = credentialIn(index, 'bot') ?? expect.fail();
  const services = {
    book: {
      index: () => index,
      credential: (id: string) => credentialIn(index, id),
      credentials: () => [credential],
      secrets: () => Promise.reject(new CodedError('not-token-based')),
      oauth2Secret: () => Promise.resolve({ clientId: 'client', privateKey: pemOf('p256', 'key') }),
    },
    active: { get: () => undefined, allowList: () => ({ allows: () => true }) },
    callers: { of: () => Promise.resolve({ caller: { credentialId: 'c' }, secrets: () => [] }) },
    network: { clocks: new CorrectedClocks(), failedLogins, recentFailures: () => 1 },
    log: { hide: () => undefined },
  } as unknown as AccountServices;
  const ask = async (exchange?: Exchange) => {
    const subject = await loginSubject({ credential, ...(exchange && { exchange }) }, services);
    const nothing = () => Promise.resolve(undefined);
    return new LoginFailureModel(subject, { readAudit: nothing, probe: nothing }, () => undefined);
  };
  return { ask, failedLogins, credential };
}

const codes = (model: LoginFailureModel, rank: string) =>
  model.state.causes.filter(cause => cause.rank === rank).map(({ code }) => code);

describe('a login by OAuth 2.0', () => {
  it('for which there was no access token is explained, with the menu path and no other doors', async () => {
    const model = await scene().ask(await call(refusedEndpoint));
    expect(model.state.subject.facts[0]?.value).toBe('401 invalid_client');
    expect(codes(model, 'shown')).toEqual([]);
    expect(codes(model, 'possible')).toContain('certificate-revoked');
    expect(codes(model, 'likely').concat(codes(model, 'possible'))).not.toContain('assertion-expired');
    const revoked = model.state.causes.find(({ code }) => code === 'certificate-revoked');
    expect(revoked?.place?.menu).toBe(
      'Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup',
    );
    expect(model.state.probeCost).toBe('');
    expect(model.sourceOf('certificate-revoked')).toMatch(/^https:\/\/docs\.oracle\.com/);
  });

  it('by a clock that is wrong is shown, and the corrected one offered', async () => {
    const model = await scene().ask(await call(refusedEndpoint, undefined, 7200));
    expect(codes(model, 'shown')[0]).toBe('clock-skew');
    expect(model.state.clock).toMatchObject({ isCorrected: false });
  });

  it('with a token that lacks the scope is shown', async () => {
    const exchange = await call(given({ iat: now - 500, exp: now + 500, scope: ['rest_webservices'] }), refusedCall);
    const model = await scene().ask(exchange);
    expect(codes(model, 'shown')).toEqual(['scope-insufficient']);
    expect(exchange.record.accessToken?.claims).toMatchObject({ sub: '3;42' });
    expect(JSON.stringify([exchange.record, model.state, loginFailureReport(model.state)])).not.toContain('canary');
  });

  it('is explained by the Detail that is pasted, in its own words', async () => {
    const exchange = await call(given({ iat: now - 500, exp: now + 500, scope: ['restlets'] }), refusedCall);
    const model = await scene().ask(exchange);
    model.pasteAudit('EntityOrRoleDisabled');
    expect(model.state.audit?.rows[0]?.meanings).toEqual(['The user or the role of the access token cannot be used.']);
    expect(codes(model, 'likely')).toContain('role-permission-missing');
  });

  it('is that of the last failed call of the window, or of the book alone', async () => {
    const { ask, failedLogins } = scene({ lastFailure: { at: Date.now(), status: 401, code: 'invalid_client' } });
    expect(codes(await ask(), 'possible')).toContain('certificate-unknown');
    failedLogins.note('c', await call(refusedEndpoint, undefined, 7200));
    expect(codes(await ask(), 'shown')[0]).toBe('clock-skew');
    failedLogins.note('c', await call(given({}), { status: 200 }));
    expect(codes(await ask(), 'shown')).toEqual([]);
    expect((await scene().ask()).state.causes.filter(({ code }) => code === 'certificate-unknown')).toEqual([]);
  });

  it('can be asked about from the answer, and counts as a failure of the credential', async () => {
    const { credential } = scene();
    const refused = await call(refusedEndpoint);
    expect(explainAnswer(refused.record, undefined)).toEqual({ isLogin: true });
    expect(verificationOf(refused, credential)).toMatchObject({
      outcome: 'refused',
      status: 401,
      code: 'invalid_client',
    });
    const { record } = await call(given({}), refusedCall);
    const error = { code: 'INVALID_LOGIN_ATTEMPT', message: 'x' };
    expect(explainAnswer(record, { error })).toMatchObject({
      isLogin: true,
      code: { meaning: expect.stringContaining('access token') as unknown },
    });
  });
});
