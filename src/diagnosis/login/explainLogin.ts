import { answerKind, type AnswerKind } from './answerKind.ts';
import { auditDetail } from './audit/auditDetail.ts';
import { chooseAuditRow } from './audit/chooseAuditRow.ts';
import { causeTraits } from './causeTraits.ts';
import type { LoginEvidence } from './evidence.ts';
import type { Finding, RankedCause } from './explanation.ts';
import { loginCauseCodes, type LoginCauseCode } from './loginCauseCodes.ts';
import { auditRules, isShownByTrail } from './rules/auditRules.ts';
import { bookRules } from './rules/bookRules.ts';
import { callRules } from './rules/callRules.ts';
import { probeRules } from './rules/probeRules.ts';
import type { Rule, Seen } from './rules/rule.ts';

/** In the unit of Rule.weight; how much a cause gets that gives such an answer, and one that does not. */
const fitting = 1;
const unfitting = -8;
/** A cause that stands so much behind the best is not likely beside it. */
const farBehind = 2;
const enoughForLikely = 4.5;
const enoughForPossible = 1;
/** A finding that says so much against a cause forbids to call it shown. */
const strongDoubt = -4;

const rules: readonly Rule[] = [...auditRules, ...callRules, ...probeRules, ...bookRules];

interface Weighed extends Omit<RankedCause<LoginCauseCode>, 'certainty'> {
  readonly isShown: boolean;
}

/**
 * Ranks what may be the reason of a failed login, the likeliest first. Each finding adds the doublings of the odds that
 * its rule gives it, which is Bayes' rule for findings that do not depend on each other; they do a little, so the sums
 * order the causes and are no probabilities.
 *
 * @returns causes for which something speaks; none when nothing is known at all
 */
export function explainLogin(evidence: LoginEvidence): readonly RankedCause<LoginCauseCode>[] {
  const seen = look(evidence);
  const weighed = loginCauseCodes
    .filter(code => canBe(code, seen))
    .map(code => weigh(code, seen))
    .filter(({ score, supports }) => supports.length > 0 && (score > 0 || supports.some(({ from }) => from !== 'call')))
    .toSorted((one, other) => Number(other.isShown) - Number(one.isShown) || other.score - one.score);
  const best = weighed[0]?.score ?? 0;
  return weighed.map(({ isShown, ...cause }) => ({ ...cause, certainty: certaintyOf(cause.score, isShown, best) }));
}

function look(evidence: LoginEvidence): Seen {
  const kind = kindOf(evidence);
  const chosen = chooseAuditRow(evidence.audit ?? [], evidence.call);
  return {
    evidence,
    ...(kind && { kind }),
    ...(chosen && { audited: { ...chosen, detail: auditDetail(chosen.row.detail) } }),
    probe: wanted => evidence.probes?.findLast(({ kind: made }) => made === wanted),
  };
}

function kindOf({ call, token }: LoginEvidence): AnswerKind | undefined {
  if (call) {
    return call.answer ? answerKind(call.answer) : call.failure === undefined ? undefined : 'no-answer';
  }
  const { lastFailure, lastSuccess = 0 } = token;
  return lastFailure !== undefined && lastFailure >= lastSuccess ? 'login-refused' : undefined;
}

/**
 * Whether a cause can be meant at all: of the surface that was called, of a gateway only where there may be one, and of
 * signing in only where somebody does.
 */
function canBe(code: LoginCauseCode, { evidence: { account, call }, audited }: Seen): boolean {
  const { scope, surfaces } = causeTraits[code];
  if (code === 'gateway-host') {
    return account.hasBaseUrl && account.kind !== 'practice';
  }
  if (scope === 'flow') {
    return audited?.detail.causes.includes(code) === true || /\/rest\/(?:request|access)token$/.test(call?.path ?? '');
  }
  return !surfaces || !call || surfaces.includes(call.surface);
}

function weigh(code: LoginCauseCode, seen: Seen): Weighed {
  const { prior, seenAs } = causeTraits[code];
  const supports: Finding[] = [];
  const contradicts: Finding[] = [];
  let score = prior;
  let isShown = isShownByTrail(seen, code);
  let isDoubted = false;
  const add = (weight: number, finding: Finding) => {
    score += weight;
    (weight > 0 ? supports : contradicts).push(finding);
    // What is plain to see is not undone by how others fare.
    isDoubted ||= weight <= strongDoubt && (finding.from === 'call' || finding.from === 'audit');
  };
  for (const { from, causes, weight, shows, text, applies } of rules) {
    const data = causes.includes(code) ? applies(seen, code) : undefined;
    if (data) {
      add(weight, { from, text, data });
      isShown ||= shows === true;
    }
  }
  if (seen.kind) {
    const isFitting = seenAs.includes(seen.kind);
    const data = { answer: answerOf(seen) };
    add(
      isFitting ? fitting : unfitting,
      isFitting
        ? { from: 'call', text: 'The answer fits: {answer}.', data }
        : { from: 'call', text: 'This does not give such an answer: {answer}.', data },
    );
  }
  return { code, score, supports, contradicts, isShown: isShown && !isDoubted };
}

function certaintyOf(score: number, isShown: boolean, best: number): RankedCause['certainty'] {
  if (isShown) {
    return 'shown';
  }
  if (score >= enoughForLikely && score >= best - farBehind) {
    return 'likely';
  }
  return score >= enoughForPossible ? 'possible' : 'unlikely';
}

/** `401 INVALID_LOGIN_ATTEMPT`, or why there is none. */
function answerOf({ evidence: { call } }: Seen): string {
  const { answer, failure } = call ?? {};
  return answer ? [String(answer.status), answer.code].filter(Boolean).join(' ') : (failure ?? '401');
}
