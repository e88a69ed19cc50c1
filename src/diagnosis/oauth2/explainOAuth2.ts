import type { Finding, RankedCause } from '../login/explanation.ts';
import { checkAccessToken } from './accessTokenChecks.ts';
import { checkAssertion } from './assertionChecks.ts';
import type { Check } from './check.ts';
import type { OAuth2Evidence } from './evidence.ts';
import { oauth2CauseCodes, type OAuth2CauseCode } from './oauth2CauseCodes.ts';
import { oauth2CauseTraits } from './oauth2CauseTraits.ts';
import { oauth2Rules } from './oauth2Rules.ts';

/** In the unit of Rule.weight. */
const shown = 8;
const hinted = 4;
const fitting = 1;
const unfitting = -3;
const named = 6;
const notNamed = -6;
/** What was sent is refused for another reason already; whether there is a second one, nobody can tell. */
const besideShown = -5;

/** A cause that stands so much behind the best is not likely beside it. */
const farBehind = 2;
const enoughForLikely = 4;
const enoughForPossible = 0.5;

/** Times that are looked at together: each alone says nothing of the other three. */
const ofTimes: readonly OAuth2CauseCode[] = [
  'assertion-expired',
  'clock-skew',
  'times-malformed',
  'assertion-too-long',
];

interface Weighed extends Omit<RankedCause<OAuth2CauseCode>, 'certainty'> {
  readonly isShown: boolean;
}

/**
 * Ranks what may be the reason of a login by OAuth 2.0 that was refused, the likeliest first, as explainLogin does for
 * calls that are signed. What can be seen in the assertion or token is shown or left out; of the rest, the answer tells
 * little, since Oracle documents neither which error belongs to which cause nor the texts.
 */
export function explainOAuth2(evidence: OAuth2Evidence): readonly RankedCause<OAuth2CauseCode>[] {
  const checks = checksOf(evidence);
  const cleared = clearedBy(checks, evidence);
  const weighed = oauth2CauseCodes
    .filter(code => oauth2CauseTraits[code].asked.includes(evidence.asked) && !cleared.has(code))
    .map(code => weigh(code, evidence, checks));
  const isOneShown = weighed.some(({ isShown }) => isShown);
  const best = Math.max(...weighed.map(({ score }) => score));
  return weighed
    .map(cause => (isOneShown && !cause.isShown ? beside(cause) : cause))
    .filter(({ supports, score }) => supports.length > 0 || score > 0)
    .toSorted((one, other) => Number(other.isShown) - Number(one.isShown) || other.score - one.score)
    .map(({ isShown, ...cause }) => ({ ...cause, certainty: certaintyOf(cause.score, isShown, best) }));
}

/** What can be seen of an assertion or access token that was sent; nothing where there is none. */
export function checksOf({
  asked,
  jwt,
  serverTime,
  sentAt,
  endpoints,
  known,
  surface,
}: OAuth2Evidence): readonly Check[] {
  const now = serverTime ?? sentAt;
  if (!jwt) {
    return [];
  }
  return asked === 'assertion'
    ? checkAssertion(jwt, { now, endpoints, known })
    : asked === 'call'
      ? checkAccessToken(jwt, now, surface)
      : [];
}

/** Causes that what was sent rules out: it can be seen that they are not so. */
function clearedBy(checks: readonly Check[], { serverTime, asked, jwt }: OAuth2Evidence): ReadonlySet<OAuth2CauseCode> {
  const isGood = (id: string) => checks.some(check => check.id === id && check.verdict === 'good');
  const areTimesGood = ['issued', 'expiry', 'lifetime'].every(isGood) && !checks.some(({ id }) => id === 'not-before');
  const found = new Set(checks.flatMap(({ cause }) => cause ?? []));
  return new Set<OAuth2CauseCode>([
    ...(isGood('algorithm') ? (['algorithm-refused'] as const) : []),
    ...(isGood('type') ? (['type-wrong'] as const) : []),
    ...(isGood('audience') ? (['audience-wrong'] as const) : []),
    // By another clock than the server's they are no more than likely to be right.
    ...(areTimesGood && serverTime !== undefined ? ofTimes : []),
    ...(asked === 'assertion' && jwt ? ofTimes.filter(code => code !== 'clock-skew' && !found.has(code)) : []),
    ...(asked === 'call' && isGood('expiry') && serverTime !== undefined ? (['access-token-expired'] as const) : []),
  ]);
}

function weigh(code: OAuth2CauseCode, evidence: OAuth2Evidence, checks: readonly Check[]): Weighed {
  const supports: Finding[] = [];
  const contradicts: Finding[] = [];
  let { prior: score } = oauth2CauseTraits[code];
  let isShown = false;
  const add = (weight: number, finding: Finding) => {
    score += weight;
    (weight > 0 ? supports : contradicts).push(finding);
  };
  for (const { cause, verdict, text, data } of checks) {
    if (cause === code) {
      add(verdict === 'bad' ? shown : hinted, { from: 'call', text, data });
      isShown ||= verdict === 'bad';
    }
  }
  for (const { causes, weight, shows, from, text, applies } of oauth2Rules) {
    const data = causes.includes(code) ? applies(evidence) : undefined;
    if (data) {
      add(weight, { from, text, data });
      isShown ||= shows === true;
    }
  }
  answerFinding(code, evidence, add);
  isShown = detailFinding(code, evidence, add) || isShown;
  return { code, score, supports, contradicts, isShown };
}

type Add = (weight: number, finding: Finding) => void;

function answerFinding(code: OAuth2CauseCode, { answer, asked }: OAuth2Evidence, add: Add): void {
  const { status = 0, error } = answer ?? {};
  if (error === undefined || error === '') {
    return;
  }
  const data = { answer: `${status} ${error}` };
  const rfc = asked === 'call' ? 'RFC 6750' : 'RFC 6749';
  if (oauth2CauseTraits[code].errors.includes(error)) {
    add(fitting, { from: 'call', text: 'The answer fits: {answer}.', data });
  } else {
    const text = 'By {rfc} this gives another answer than {answer}; that NetSuite keeps to it is assumed.';
    add(unfitting, { from: 'call', text, data: { ...data, rfc } });
  }
}

/** @returns whether NetSuite's own word leaves this one cause */
function detailFinding(code: OAuth2CauseCode, { detail, asked }: OAuth2Evidence, add: Add): boolean {
  const giving = detail === undefined ? [] : causesGiving(detail, asked);
  if (detail === undefined || giving.length === 0) {
    return false;
  }
  const isNamed = giving.includes(code);
  add(isNamed ? named : notNamed, {
    from: 'audit',
    text: isNamed
      ? 'The audit trail says {detail}, which this gives.'
      : 'The audit trail says {detail}, which this does not give.',
    data: { detail },
  });
  return isNamed && giving.length === 1;
}

/** The causes that leave a value in the Detail column. */
function causesGiving(detail: string, asked: OAuth2Evidence['asked']): readonly OAuth2CauseCode[] {
  return oauth2CauseCodes.filter(code => {
    const { asked: spoiled, details, detailsOfCall = details } = oauth2CauseTraits[code];
    return spoiled.includes(asked) && (asked === 'call' ? detailsOfCall : details).includes(detail);
  });
}

function beside(cause: Weighed): Weighed {
  const finding: Finding = { from: 'call', text: 'What was sent is refused for another reason already.', data: {} };
  return { ...cause, score: cause.score + besideShown, contradicts: [...cause.contradicts, finding] };
}

function certaintyOf(score: number, isShown: boolean, best: number): RankedCause['certainty'] {
  if (isShown) {
    return 'shown';
  }
  return score >= enoughForLikely && score >= best - farBehind
    ? 'likely'
    : score >= enoughForPossible
      ? 'possible'
      : 'unlikely';
}
