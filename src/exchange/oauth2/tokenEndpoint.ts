import { CodedError } from '../../codedError.ts';
import { tokenPath } from '../../oauth2/endpoints.ts';
import { readTokenAnswer, type TokenAnswer } from '../../oauth2/tokenAnswer.ts';
import { originsOf, type Destination } from '../callAccount.ts';
import type { WireRequest, WireResponse } from '../transport.ts';

/** Where an account gives out access tokens. */
export function tokenEndpoint(account: Destination): string {
  return `${originsOf(account).suiteTalk}${tokenPath}`;
}

/**
 * Posts a form to the token endpoint.
 *
 * @throws CodedError `oauth2-refused` (data: status, error, description), `oauth2-unanswered` (data: status) where the
 *   answer is not one of the endpoint's, and the transport's
 */
export async function askTokenEndpoint(
  account: Destination,
  form: string,
  send: (request: WireRequest) => Promise<WireResponse>,
): Promise<TokenAnswer> {
  const { status, body } = await send({
    method: 'POST',
    url: tokenEndpoint(account),
    headers: [
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      { name: 'Accept', value: 'application/json' },
    ],
    body: form,
  });
  return tokenAnswerOf(status, body);
}

/** @throws CodedError `oauth2-refused` (data: status, error, description), `oauth2-unanswered` (data: status) */
export function tokenAnswerOf(status: number, body: Uint8Array): TokenAnswer {
  const answer = readTokenAnswer(status, new TextDecoder().decode(body.subarray(0, 65_536)));
  if ('accessToken' in answer) {
    return answer;
  }
  throw answer.error === ''
    ? new CodedError('oauth2-unanswered', { status })
    : new CodedError('oauth2-refused', { status, ...answer });
}
