import type { TokenRecord } from './records.ts';

/** Whether a token works, as far as the last call with it told. */
export type TokenState = 'untried' | 'works' | 'fails' | 'revoked';

export function tokenState({ lastSuccess, lastFailure, revokedAt }: TokenRecord): TokenState {
  if (revokedAt !== undefined) {
    return 'revoked';
  }
  if (lastFailure && lastFailure.at >= (lastSuccess ?? 0)) {
    return 'fails';
  }
  return lastSuccess === undefined ? 'untried' : 'works';
}
