import { l10n } from 'vscode';
import type { AccessTokenCheckId } from '../../diagnosis/oauth2/accessTokenChecks.ts';
import type { AssertionCheckId } from '../../diagnosis/oauth2/assertionChecks.ts';
import { claimText, type Check } from '../../diagnosis/oauth2/check.ts';
import { oauth2CauseTexts } from '../../diagnosis/oauth2/oauth2CauseTexts.ts';
import type { TokenCheckView, TokenFieldView } from '../../panels/token/messages.ts';
import type { Claims } from '../../oauth2/jwtParts.ts';
import { absoluteTime } from '../accounts/tree/times.ts';
import { durationWords } from '../loginFailure/loginWords.ts';

type CheckId = AssertionCheckId | AccessTokenCheckId;

/** Fields and characters that are shown; a real token has a dozen. */
const mostFields = 100;
const longestName = 80;
const longestValue = 400;

const fieldOf: Readonly<Record<CheckId, string>> = {
  encoding: '',
  algorithm: 'alg',
  type: 'typ',
  certificate: 'kid',
  issuer: 'iss',
  audience: 'aud',
  scope: 'scope',
  issued: 'iat',
  expiry: 'exp',
  lifetime: 'iat, exp',
  'not-before': 'nbf',
};

/** A check in words. */
export function checkView({ id, verdict, text, data, cause }: Check<CheckId>): TokenCheckView {
  return {
    id,
    field: fieldOf[id],
    name: checkName(id),
    verdict,
    word: verdictWord(verdict),
    text: l10n.t(text, data),
    fix: verdict === 'bad' && cause !== undefined ? l10n.t(oauth2CauseTexts[cause].fix) : '',
  };
}

function checkName(id: CheckId): string {
  switch (id) {
    case 'encoding':
      return l10n.t('Encoding');
    case 'algorithm':
      return l10n.t('Algorithm');
    case 'type':
      return l10n.t('Type');
    case 'certificate':
      return l10n.t('Certificate');
    case 'issuer':
      return l10n.t('Issuer');
    case 'audience':
      return l10n.t('Audience');
    case 'scope':
      return l10n.t('Scope');
    case 'issued':
      return l10n.t('Signed at');
    case 'expiry':
      return l10n.t('End');
    case 'lifetime':
      return l10n.t('Lifetime');
    case 'not-before':
      return l10n.t('Beginning');
  }
}

function verdictWord(verdict: Check['verdict']): string {
  switch (verdict) {
    case 'good':
      return l10n.t('right');
    case 'bad':
      return l10n.t('refused');
    case 'odd':
      return l10n.t('unusual');
    case 'open':
      return l10n.t('not known');
  }
}

/**
 * Header or claims as they are shown.
 *
 * @param now seconds since 1970
 */
export function fieldViews(fields: Claims, now: number, locale: string): readonly TokenFieldView[] {
  const names = Object.keys(fields);
  const shown = names.slice(0, mostFields).map(name => ({
    name: cut(name, longestName),
    value: cut(claimText(fields[name]), longestValue),
    note: noteOf(name, fields[name], now, locale),
  }));
  const more = names.length - shown.length;
  return more > 0 ? [...shown, { name: '…', value: '', note: l10n.t('{0} more fields', more) }] : shown;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function noteOf(name: string, value: unknown, now: number, locale: string): string {
  switch (name) {
    case 'iat':
    case 'exp':
    case 'nbf':
      return timeNote(value, now, locale);
    case 'alg':
      return l10n.t('the algorithm of the signature');
    case 'kid':
      return l10n.t('which key or certificate');
    case 'iss':
      return l10n.t('who made it');
    case 'aud':
      return l10n.t('for whom');
    case 'sub':
      return l10n.t('about whom');
    case 'jti':
      return l10n.t('its number');
    default:
      return '';
  }
}

function timeNote(value: unknown, now: number, locale: string): string {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > 1e11) {
    return '';
  }
  const away = Math.round(value - now);
  const relative =
    away === 0
      ? l10n.t('now')
      : away > 0
        ? l10n.t('in {0}', durationWords(away))
        : l10n.t('{0} ago', durationWords(-away));
  return `${absoluteTime(value * 1000, locale)} (${relative})`;
}
