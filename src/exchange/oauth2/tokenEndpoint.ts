import { CodedError } from '../../codedError.ts';
import { tokenPath } from '../../oauth2/endpoints.ts';
import { unsignedText } from '../../oauth2/jwt.ts';
import { readTokenAnswer, type TokenAnswer } from '../../oauth2/tokenAnswer.ts';
import { originsOf, signedUrl, type Destination } from '../callAccount.ts';
import type { Header } from '../record.ts';
import { serverTime } from '../serverClock.ts';
import type { WireRequest, WireResponse } from '../transport/transport.ts';

/** Where an account gives out access tokens. */
export function tokenEndpoint(account: Destination): string {
  return `${originsOf(account).suiteTalk}${tokenPath}`;
}

/**
 * Posts a form to the token endpoint.
 *
 * @throws CodedError `oauth2-refused` (data: status, error, description, and what may explain it: see RefusalFacts),
 *   `oauth2-unanswered` (data: status) where the answer is not one of the endpoint's, and the transport's
 */
export async function askTokenEndpoint(
  account: Destination,
  form: string,
  send: (request: WireRequest) => Promise<WireResponse>,
): Promise<TokenAnswer> {
  const { status, headers, body } = await send({
    method: 'POST',
    url: tokenEndpoint(account),
    headers: [
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      { name: 'Accept', value: 'application/json' },
    ],
    body: form,
  });
  return tokenAnswerOf(status, body, refusalFacts(account, form, headers));
}

/** What may explain a refusal; nothing secret. */
interface RefusalFacts {
  readonly grant: string;
  /** Without its signature. */
  readonly assertion?: string;
  /** What the assertion is made out to. */
  readonly endpoint: string;
  /** Seconds since 1970. */
  readonly serverTime?: number;
}

function refusalFacts(account: Destination, form: string, headers: readonly Header[]): RefusalFacts {
  const fields = new URLSearchParams(form);
  const assertion = fields.get('client_assertion');
  const answeredAt = serverTime(headers);
  return {
    grant: fields.get('grant_type') ?? '',
    ...(assertion !== null && { assertion: unsignedText(assertion) }),
    endpoint: signedUrl(tokenEndpoint(account), account),
    ...(answeredAt !== undefined && { serverTime: Math.round(answeredAt / 1000) }),
  };
}

/**
 * @param facts go along with a refusal
 * @throws CodedError `oauth2-refused` (data: status, error, description), `oauth2-unanswered` (data: status)
 */
export function tokenAnswerOf(status: number, body: Uint8Array, facts?: RefusalFacts): TokenAnswer {
  const answer = readTokenAnswer(status, new TextDecoder().decode(body.subarray(0, 65_536)));
  if ('accessToken' in answer) {
    return answer;
  }
  throw answer.error === ''
    ? new CodedError('oauth2-unanswered', { status })
    : new CodedError('oauth2-refused', { status, ...answer, ...facts });
}
