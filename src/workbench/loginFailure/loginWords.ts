import { l10n } from 'vscode';
import type { AuditDetail } from '../../diagnosis/login/audit/auditDetail.ts';
import type { LoginWay } from '../../diagnosis/login/audit/auditDetails.ts';
import type { AuditRow, LoginEvidence, ProbeKind, ProbeResult } from '../../diagnosis/login/evidence.ts';
import type { Finding, LoginCauseText, Place, RankedCause, Source } from '../../diagnosis/login/explanation.ts';
import type {
  AuditRowView,
  FindingView,
  LoginCauseView,
  PlaceView,
  ProbeView,
} from '../../panels/loginFailure/messages.ts';

/** A cause in words. `opens`: whether the person's account has an address for its page. */
export function causeView(cause: RankedCause, text: LoginCauseText, opens: boolean): LoginCauseView {
  const { code, certainty, supports, contradicts } = cause;
  return {
    code,
    title: l10n.t(text.title),
    certainty: certaintyWord(certainty),
    rank: certainty,
    explanation: l10n.t(text.explanation),
    supports: supports.map(findingView),
    contradicts: contradicts.map(findingView),
    fix: l10n.t(text.fix),
    ...(text.place && { place: placeView(text.place, opens) }),
    source: { text: sourceWord(text.source), opens: text.source.url !== undefined },
  };
}

function certaintyWord(certainty: RankedCause['certainty']): string {
  switch (certainty) {
    case 'shown':
      return l10n.t('certain');
    case 'likely':
      return l10n.t('likely');
    case 'possible':
      return l10n.t('possible');
    case 'unlikely':
      return l10n.t('unlikely');
  }
}

function findingView({ from, text, data }: Finding): FindingView {
  return { from: originWord(from), text: l10n.t(text, data) };
}

function originWord(from: Finding['from']): string {
  switch (from) {
    case 'call':
      return l10n.t('the call');
    case 'book':
      return l10n.t('the account book');
    case 'probe':
      return l10n.t('the other doors');
    case 'audit':
      return l10n.t('the audit trail');
  }
}

/** Who says so. */
export function sourceWord({ confidence }: Pick<Source, 'confidence'>): string {
  switch (confidence) {
    case 'documented':
      return l10n.t('Oracle documents this.');
    case 'reported':
      return l10n.t('People have reported this; Oracle does not document it.');
    case 'assumed':
      return l10n.t('Assumed; no source says so.');
  }
}

function placeView({ menu, path, pathConfidence }: Place, opens: boolean): PlaceView {
  if (path === undefined || !opens) {
    return { menu, open: '', remark: '' };
  }
  return { menu, open: l10n.t('Open the page'), remark: pathRemark(pathConfidence) };
}

function pathRemark(confidence: Place['pathConfidence']): string {
  switch (confidence) {
    case 'high':
      return '';
    case 'medium':
      return l10n.t('Oracle does not document the page’s address. Should it lead elsewhere, take the menu.');
    case 'low':
    case undefined:
      return l10n.t('The page’s address is a guess. Should it lead elsewhere, take the menu.');
  }
}

/**
 * A row of the audit trail, and what its Detail is known to mean: for the way of logging in that is asked about where it has
 * a meaning there.
 *
 * @param isChosen whether it is the row that the failed call left
 */
export function auditRowView(
  row: AuditRow,
  { meanings }: Pick<AuditDetail, 'meanings'>,
  { isChosen, way: asked }: { readonly isChosen: boolean; readonly way: LoginWay },
  formatTime: (at: number) => string,
): AuditRowView {
  const { detail, status, at, when, application, token, user, role } = row;
  const isSuccess = status === 'Success';
  const fitting = meanings.filter(({ way }) => way === asked);
  const told = fitting.length > 0 ? fitting : meanings;
  return {
    time: at === undefined ? (when ?? '') : formatTime(at),
    detail: detail === '' ? '—' : detail,
    meanings: isSuccess
      ? [l10n.t('This login succeeded.')]
      : told.length === 0
        ? [l10n.t('Oracle’s tables do not have this value.')]
        : told.map(({ way, meaning }) => (way === asked ? l10n.t(meaning) : wayWords(way, l10n.t(meaning)))),
    fixes: isSuccess ? [] : [...new Set(told.map(({ fix }) => l10n.t(fix)))],
    isKnown: isSuccess || told.length > 0,
    mark: isChosen ? l10n.t('(this call)') : '',
    who: [application, token, user, role].filter(part => part !== undefined && part !== '').join(' · '),
  };
}

function wayWords(way: LoginWay, meaning: string): string {
  switch (way) {
    case 'token':
      return meaning;
    case 'three-step':
      return l10n.t('Signing in: {0}', meaning);
    case 'oauth2':
      return l10n.t('OAuth 2.0: {0}', meaning);
  }
}

/** A door that was tried, and what became of it. */
export function probeView({ kind, outcome, answer, failure, leftOut }: ProbeResult): ProbeView {
  const detail = answer
    ? [String(answer.status), answer.code].filter(part => part !== undefined).join(' ')
    : leftOut === undefined
      ? failure
      : leftOutWords(leftOut, kind);
  const words = outcomeWord(outcome);
  return {
    door: doorWord(kind),
    outcome: detail === undefined ? words : `${words} (${detail})`,
    kind:
      outcome === 'worked' ? 'worked' : outcome === 'login-refused' || outcome === 'other-refusal' ? 'refused' : 'open',
  };
}

/** A door by what people call it. */
export function doorWord(kind: ProbeKind): string {
  switch (kind) {
    case 'hosts':
      return l10n.t('Hosts of the account (datacenterurls, without a login)');
    case 'tokeninfo':
      return l10n.t('Token (tokeninfo)');
    case 'restlet':
      return l10n.t('RESTlet');
    case 'rest-record':
      return l10n.t('REST record');
    case 'soap-time':
      return l10n.t('SOAP (getServerTime)');
  }
}

function outcomeWord(outcome: ProbeResult['outcome']): string {
  switch (outcome) {
    case 'worked':
      return l10n.t('worked');
    case 'login-refused':
      return l10n.t('login refused');
    case 'other-refusal':
      return l10n.t('refused for another reason');
    case 'no-answer':
      return l10n.t('no answer');
    case 'not-tried':
      return l10n.t('not tried');
  }
}

function leftOutWords(leftOut: NonNullable<ProbeResult['leftOut']>, kind: ProbeKind): string {
  switch (leftOut) {
    case 'refused-before':
      return l10n.t('the failed call was made there');
    case 'login-refused-meanwhile':
      return l10n.t('a login was refused, and each refused one counts');
    case 'too-many-failures':
      return l10n.t('too many logins failed within 30 minutes');
    case 'nothing-to-call':
      return kind === 'restlet'
        ? l10n.t('no RESTlet of this account is marked as only reading')
        : l10n.t('nothing to call');
  }
}

/** `2 min 5 s ahead of` and the like. */
export function clockWords(seconds: number, isCorrected: boolean): string {
  const amount = durationWords(Math.abs(seconds));
  const now =
    seconds > 0
      ? l10n.t('NetSuite’s clock is {0} ahead of this machine’s.', amount)
      : l10n.t('NetSuite’s clock is {0} behind this machine’s.', amount);
  return isCorrected
    ? `${now} ${l10n.t('Signatures of this account carry NetSuite’s time, until this window is closed.')}`
    : `${now} ${l10n.t('It takes signatures whose time is within five minutes of its own. Setting this machine’s clock is the cure; until then, signatures can carry NetSuite’s time.')}`;
}

/** Whole seconds in words: `45 s`, `7 min`, `2 h 5 min`. */
export function durationWords(seconds: number): string {
  if (seconds < 120) {
    return l10n.t('{0} s', seconds);
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? l10n.t('{0} min', minutes) : l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}

/** `401 INVALID_LOGIN_ATTEMPT`, or why there was no answer. */
export function statusWords(call: NonNullable<LoginEvidence['call']>): string {
  const { answer, failure } = call;
  return answer
    ? [String(answer.status), answer.code].filter(part => part !== undefined).join(' ')
    : (failure ?? l10n.t('no answer'));
}
