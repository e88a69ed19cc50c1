import { isCoded } from '../../codedError.ts';
import type { Check } from '../../diagnosis/oauth2/check.ts';
import type { OAuth2Answer, OAuth2Evidence, OAuth2Known } from '../../diagnosis/oauth2/evidence.ts';
import { checksOf } from '../../diagnosis/oauth2/explainOAuth2.ts';
import { surfaceOf } from '../../exchange/login/surfaceOf.ts';
import type { FoundAnswer, FoundCall } from '../../formats/sentCall/foundCall.ts';
import { readBearerChallenge } from '../../oauth2/challenge.ts';
import { findJwt, isAccessToken, jwtIn } from '../../oauth2/jwt.ts';
import { readTokenAnswer } from '../../oauth2/tokenAnswer.ts';
import { parseAccountId } from '../../tba/accountId.ts';
import type { Environment } from '../credentials.ts';
import { causeLines, describeCauses, filled, toldCauses } from './oauth2Causes.ts';
import type { Paint } from '../streams/paint.ts';
import { printable } from '../streams/printable.ts';
import { wrap } from '../streams/wrap.ts';

/** What a found text tells of a login by OAuth 2.0; no secret among it. */
export interface FoundLogin {
  /** Method and URL, or what stands alone. */
  readonly title: string;
  readonly evidence: OAuth2Evidence;
}

/** A request for an access token, or a call with one. */
export function loginOfCall(call: FoundCall, serverTime: number | undefined, known: OAuth2Known): FoundLogin {
  const { method, url, authorization, body = '', answer } = call;
  const form = new URLSearchParams(/^Bearer\s/i.test(authorization) ? '' : body.replaceAll('\n', ''));
  const asked = askedBy(form.get('grant_type'));
  const jwt = jwtIn(form.get('client_assertion') ?? authorization);
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const time = serverTime ?? call.serverTime;
  return {
    title: `${method} ${url}`,
    evidence: {
      asked,
      known: { ...accountOf(target?.hostname ?? ''), ...known },
      ...(jwt && { jwt }),
      ...(time !== undefined && { serverTime: time }),
      ...(answer && { answer: asked === 'call' ? callAnswer(answer) : tokenAnswer(answer) }),
      ...(target &&
        (asked === 'call'
          ? { surface: surfaceOf(target.pathname) }
          : { endpoints: [target.origin + target.pathname] })),
    },
  };
}

/**
 * An assertion or access token by itself.
 *
 * @throws CodedError those of findJwt
 */
export function loginOfToken(text: string, serverTime: number | undefined, known: OAuth2Known): FoundLogin {
  const jwt = findJwt(text);
  const isToken = isAccessToken(jwt);
  return {
    title: isToken ? 'An access token' : 'An assertion',
    evidence: {
      asked: isToken ? 'call' : 'assertion',
      jwt,
      known,
      ...(serverTime !== undefined && { serverTime }),
    },
  };
}

/** What the environment tells of whoever logs in. */
export function knownLogin(environment: Environment): OAuth2Known {
  const value = (name: string) => environment[name]?.trim() || undefined;
  const [account, clientId, certificateId] = [
    value('NETSUITE_ACCOUNT_ID'),
    value('NETSUITE_CLIENT_ID'),
    value('NETSUITE_CERTIFICATE_ID'),
  ];
  return {
    ...(account !== undefined && accountOf(account)),
    ...(clientId !== undefined && { clientId }),
    ...(certificateId !== undefined && { certificateId }),
  };
}

/** Whether nothing speaks against it: no refusal, and nothing wrong in what was sent. */
export function isFine({ evidence }: FoundLogin): boolean {
  return (evidence.answer?.status ?? 0) < 400 && checksOf(evidence).every(({ verdict }) => verdict !== 'bad');
}

export function describeLogin({ title, evidence }: FoundLogin): object {
  return {
    call: title,
    scheme: 'oauth2',
    valid: isFine({ title, evidence }),
    causes: describeCauses(causesOf(evidence)),
    checks: checksOf(evidence).map(check => ({ check: check.id, verdict: check.verdict, text: filled(check) })),
  };
}

export function loginReport({ title, evidence }: FoundLogin, paint: Paint): string {
  const checks = checksOf(evidence);
  const causes = causesOf(evidence);
  const fine = isFine({ title, evidence });
  const verdict = fine
    ? 'Nothing that can be seen here is wrong.'
    : evidence.answer
      ? `The login was refused (${answerWords(evidence.answer)}). Why, the likeliest first:`
      : 'NetSuite refuses this:';
  const lines = [
    paint('bold', printable(title)),
    '',
    paint(fine ? 'green' : 'red', printable(verdict)),
    ...(causes.length > 0 ? ['', ...causeLines(causes, paint)] : []),
    ...(checks.length > 0 ? ['', 'What NetSuite looks at', ...checks.flatMap(checkLines)] : []),
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** Of what came back fine there is nothing to explain. */
function causesOf(evidence: OAuth2Evidence): ReturnType<typeof toldCauses> {
  const refused = (evidence.answer?.status ?? 0) >= 400;
  const causes = isFine({ title: '', evidence }) ? [] : toldCauses(evidence);
  return refused ? causes : causes.filter(({ certainty }) => certainty === 'shown');
}

const signs: Readonly<Record<Check['verdict'], string>> = { good: '✓', bad: '✗', odd: '!', open: '?' };

function checkLines(check: Check): readonly string[] {
  return wrap(`${signs[check.verdict]} ${check.id}: ${filled(check)}`, '  ', '    ').map(printable);
}

function answerWords({ status, error, code }: OAuth2Answer): string {
  return [String(status), error ?? code].filter(Boolean).join(' ');
}

function askedBy(grant: string | null): OAuth2Evidence['asked'] {
  switch (grant) {
    case null:
      return 'call';
    case 'refresh_token':
      return 'refresh-token';
    case 'authorization_code':
      return 'authorization-code';
    default:
      return 'assertion';
  }
}

function tokenAnswer({ status, body = '' }: FoundAnswer): OAuth2Answer {
  const read = readTokenAnswer(status, body);
  return 'accessToken' in read ? { status } : { status, ...read };
}

function callAnswer({ status, challenge = '', body = '' }: FoundAnswer): OAuth2Answer {
  const code = /"(?:o:errorCode|code)"\s*:\s*"([A-Z_]{3,60})"/.exec(body)?.[1];
  return { status, ...readBearerChallenge(challenge), ...(code !== undefined && { code }) };
}

/** By an account ID, or a host of NetSuite's. */
function accountOf(text: string): OAuth2Known {
  try {
    const { id, kind } = parseAccountId(text);
    return { accountId: id, ...(kind !== 'unknown' && { isSandbox: kind === 'sandbox' }) };
  } catch (error) {
    if (isCoded(error)) {
      return {};
    }
    throw error;
  }
}
