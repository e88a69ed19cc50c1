import { expect, it, vi } from 'vitest';
import type { Credential } from '../../../../../src/accounts/records.ts';
import type { Exchange } from '../../../../../src/exchange/record.ts';
import type { Call, Caller } from '../../../../../src/exchange/send.ts';
import { signCall } from '../../../../../src/exchange/send.ts';
import { askToRevoke } from '../../../../../src/workbench/accounts/revoke/revokeCall.ts';

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));

const secrets = { consumerKey: 'c+k', consumerSecret: 'cs', token: 't&k', tokenSecret: 'ts' };
const credential: Credential = {
  account: { id: 'a', name: 'Acme', accountId: '1234567', changed: 1 },
  application: { id: 'p', name: 'Hub', account: 'a', scheme: 'tba', changed: 1 },
  token: { id: 't', name: 'nightly', application: 'p', scheme: 'tba', changed: 1 },
};

/** Answers one call and keeps what was asked for. */
async function revoke(outcome: Partial<Exchange['record']>, body = '', account = credential.account) {
  const sent: { call: Call; caller: Caller }[] = [];
  const network = {
    send: (call: Call, caller: Caller) => {
      sent.push({ call, caller });
      return Promise.resolve({ record: outcome as Exchange['record'], body: new TextEncoder().encode(body) });
    },
  };
  const signal = new AbortController().signal;
  const revocation = await askToRevoke(network, { ...credential, account }, secrets, false, signal);
  return { revocation, sent };
}

const answered = (status: number) => ({ response: { status, statusText: '', headers: [], bodyBytes: 0 } });
const failed = (code: string, data = {}) => ({ failure: { code, data } });

it('asks once, for the token itself, signed with it, as a write that the person wants', async () => {
  const { sent } = await revoke(answered(200), '{"success":true}');
  expect(sent).toHaveLength(1);
  const { call, caller } = sent[0]!;
  expect(call).toMatchObject({
    method: 'GET',
    url: 'https://1234567.restlets.api.netsuite.com/rest/revoketoken?consumerKey=c%2Bk&token=t%26k',
    // Neither log nor list of failed logins gets what the address holds.
    unlogged: true,
  });
  expect(caller).toMatchObject({ mayWrite: true, acknowledged: false, credentialLabel: 'nightly' });
  const { steps } = signCall(call, caller);
  expect(steps?.authorization).toContain('oauth_token="t%26k"');
  expect(steps?.baseString.text).toContain('consumerKey%3Dc%252Bk');
});

it.each([
  ['a 200 as done', answered(200), '', 'revoked'],
  ['a refused login as such', answered(401), '{"error":{"code":"INVALID_LOGIN_ATTEMPT"}}', 'refused'],
  ['another answer as not done', answered(400), '{"error":{"code":"INVALID_REQUEST"}}', 'declined'],
  ['a redirect as not done', answered(302), '', 'declined'],
  ['a server error as unknown', answered(503), '', 'unknown'],
  ['no connection as nothing sent', failed('connect-failed'), '', 'not-sent'],
  ['a broken connection as unknown', failed('connection-broken'), '', 'unknown'],
  ['a time-out as unknown', failed('timed-out', { seconds: 330 }), '', 'unknown'],
  ['a cancelled call as unknown', failed('cancelled'), '', 'unknown'],
  ['an answer that is too large as unknown', failed('response-too-large'), '', 'unknown'],
])('takes %s', async (_, outcome, body, kind) => {
  expect((await revoke(outcome, body)).revocation.kind).toBe(kind);
});

it('knows a practice account that is off', async () => {
  const account = { ...credential.account, practice: true, baseUrl: 'http://127.0.0.1:1' } as const;
  expect((await revoke(failed('connect-failed'), '', account)).revocation).toEqual({
    kind: 'not-sent',
    code: 'practice-off',
    data: { url: 'http://127.0.0.1:1' },
  });
});
