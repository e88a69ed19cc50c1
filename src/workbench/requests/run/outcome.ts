import type { Credential, Verification } from '../../../accounts/records.ts';
import { tokenState } from '../../../accounts/tokenState.ts';
import type { CheckResult } from '../../../exchange/checks/checkAnswer.ts';
import { readLoginFailure } from '../../../exchange/loginFailure.ts';
import type { Exchange, ExchangeRecord } from '../../../exchange/record.ts';
import { explainCode, type ErrorText } from '../../errorText.ts';
import type { Step } from './step.ts';

/** What became of a step. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly step: Step;
      readonly record: ExchangeRecord;
      readonly checks: readonly CheckResult[];
      readonly isGood: boolean;
    }
  /** It was refused before it was made, or not made because of what happened before it. */
  | { readonly kind: 'not-sent'; readonly step: Step; readonly error: unknown }
  | { readonly kind: 'cancelled'; readonly step: Step };

/** What a call told about the token, where that is news for the tree. */
export function verificationOf({ record, body }: Exchange, { token }: Credential): Verification | undefined {
  const at = Date.now();
  if (!record.response) {
    const { code, data } = record.failure ?? { code: '', data: {} };
    return code === 'oauth2-refused' || code === 'oauth2-sign-in-again'
      ? { outcome: 'refused', at, status: Number(data['status'] ?? 0), code: String(data['error'] ?? '') }
      : undefined;
  }
  const { status } = record.response;
  const code = readLoginFailure(status, body);
  if (code !== undefined) {
    return { outcome: 'refused', at, status, code };
  }
  // A success a minute ago is as good; writing each would cost every window a refresh.
  if (status >= 300 || (tokenState(token) === 'works' && at - (token.lastSuccess ?? 0) < 60_000)) {
    return undefined;
  }
  return { outcome: 'accepted', at, identity: {} };
}

export function failureText({ record }: Exchange, { account }: Credential): ErrorText | undefined {
  if (!record.failure) {
    return undefined;
  }
  return account.practice && record.failure.code === 'connect-failed'
    ? explainCode('practice-off', { url: account.baseUrl ?? '' })
    : explainCode(record.failure.code, record.failure.data);
}
