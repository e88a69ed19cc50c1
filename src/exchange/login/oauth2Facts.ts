import { readNetSuiteError } from '../../bodies/netSuiteError.ts';
import type { OAuth2Evidence, OAuth2Known } from '../../diagnosis/oauth2/evidence.ts';
import { readBearerChallenge } from '../../oauth2/challenge.ts';
import { decodeParts } from '../../oauth2/jwt.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import { readLoginFailure } from '../loginFailure.ts';
import type { Exchange, ExchangeFailure, ExchangeRecord } from '../record.ts';
import { serverTime } from '../serverClock.ts';
import { surfaceOf } from './surfaceOf.ts';

const refusals: ReadonlySet<string> = new Set(['oauth2-refused', 'oauth2-sign-in-again']);

/**
 * What a call by OAuth 2.0 tells of a login that was refused, at the token endpoint or with an access token. Nothing secret
 * is in it.
 *
 * @param known what is kept of whoever logs in
 * @returns undefined where the login was not refused, or was by another scheme
 */
export function oauth2Facts(exchange: Exchange, known: OAuth2Known = {}): OAuth2Evidence | undefined {
  const { failure, account } = exchange.record;
  const { id, kind } = parseAccountId(account.id);
  const whole = { accountId: id, ...(kind !== 'unknown' && { isSandbox: kind === 'sandbox' }), ...known };
  return failure && refusals.has(failure.code)
    ? refusal(failure, Math.round(exchange.record.startedAt / 1000), whole)
    : refusedCall(exchange, whole);
}

/** What the error of a token endpoint carries; see askTokenEndpoint. */
function refusal({ data }: ExchangeFailure, sentAt: number, known: OAuth2Known): OAuth2Evidence {
  const text = (name: string) => (typeof data[name] === 'string' && data[name] !== '' ? data[name] : undefined);
  const time = (name: string) => (typeof data[name] === 'number' ? data[name] : undefined);
  const jwt = decodeParts(text('assertion') ?? '');
  const endpoint = text('endpoint');
  const answeredAt = time('serverTime');
  const grant = text('grant');
  return {
    asked:
      grant === 'refresh_token' ? 'refresh-token' : grant === 'authorization_code' ? 'authorization-code' : 'assertion',
    answer: { status: time('status') ?? 0, error: text('error') ?? '', description: text('description') ?? '' },
    known,
    ...(jwt && { jwt }),
    ...(endpoint !== undefined && { endpoints: [endpoint] }),
    sentAt,
    ...(answeredAt !== undefined && { serverTime: answeredAt }),
  };
}

function refusedCall({ record, body }: Exchange, known: OAuth2Known): OAuth2Evidence | undefined {
  const { response, credential, startedAt, request, accessToken } = record;
  if (!response || response.status < 400 || credential.scheme !== 'oauth2') {
    return undefined;
  }
  const { status, headers } = response;
  const value = (name: string) => headers.find(header => header.name.toLowerCase() === name)?.value;
  const challenge = readBearerChallenge(value('www-authenticate') ?? '');
  const code = readNetSuiteError({ status, contentType: value('content-type'), body })?.code;
  const surface = surfaceOf(new URL(request.url).pathname);
  const isMalformed = status === 400 && code === 'INVALID_REQUEST';
  if (!challenge && !isMalformed && surface !== 'soap' && readLoginFailure(status, body) === undefined) {
    return undefined;
  }
  const answeredAt = serverTime(headers);
  return {
    asked: 'call',
    sentAt: Math.round(startedAt / 1000),
    ...(answeredAt !== undefined && { serverTime: Math.round(answeredAt / 1000) }),
    answer: { status, ...challenge, ...(code !== undefined && { code }) },
    surface,
    hasCookie: hasCookie(record),
    known,
    ...(accessToken && { jwt: accessToken }),
  };
}

function hasCookie({ request }: ExchangeRecord): boolean {
  return request.headers.some(({ name }) => name.toLowerCase() === 'cookie');
}
