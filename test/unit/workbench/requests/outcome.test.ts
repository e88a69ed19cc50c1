import { expect, it, vi } from 'vitest';
import type { Credential } from '../../../../src/accounts/records.ts';
import type { Exchange } from '../../../../src/exchange/record.ts';
import { verificationOf } from '../../../../src/workbench/requests/run/outcome.ts';

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));

const credential = { token: { id: 't' } } as Credential;
const failed = (code: string, data = {}) =>
  ({ record: { failure: { code, data } }, body: new Uint8Array() }) as unknown as Exchange;

it.each([
  ['oauth2-refused', { status: 401, error: 'invalid_client' }, { status: 401, code: 'invalid_client' }],
  // What the endpoint did not say is told as nothing.
  ['oauth2-sign-in-again', { error: 'invalid_grant' }, { status: 0, code: 'invalid_grant' }],
  ['oauth2-sign-in-again', {}, { status: 0, code: '' }],
])('a login by OAuth 2.0 that failed with %s %j is a refusal', (code, data, said) => {
  expect(verificationOf(failed(code, data), credential)).toMatchObject({ outcome: 'refused', ...said });
});

it('a call that was never answered says nothing of the token', () => {
  expect(verificationOf(failed('connect-failed'), credential)).toBeUndefined();
});
