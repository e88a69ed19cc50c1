import { l10n } from 'vscode';
import type { BodySummary } from '../../bodies/openBody.ts';
import { refusedToken } from '../../diagnosis/login/codes/errorCodeTexts.ts';
import { explainErrorCode } from '../../diagnosis/login/codes/explainErrorCode.ts';
import { callFacts } from '../../exchange/login/callFacts.ts';
import { oauth2Facts } from '../../exchange/login/oauth2Facts.ts';
import type { ExchangeRecord } from '../../exchange/record.ts';
import type { ExplainedAnswer } from '../../panels/response/messages.ts';
import { sourceWord } from './loginWords.ts';

/**
 * What NetSuite's error in an answer means, and whether it is a failed login, or may be one.
 *
 * @param body absent for an answer without one
 * @returns undefined where there is nothing to say
 */
export function explainAnswer(
  record: ExchangeRecord,
  body: Pick<BodySummary, 'error' | 'fault'> | undefined,
): ExplainedAnswer | undefined {
  const { response, credential } = record;
  if (!response) {
    return oauth2Facts({ record, body: new Uint8Array() }) && { isLogin: true };
  }
  const { error, fault } = body ?? {};
  const codes = error ? [error.code] : fault ? [fault.detailCode, fault.detailName] : [undefined];
  if (response.status < 300 && !error && !fault) {
    return undefined;
  }
  const surface = callFacts({ record, body: new Uint8Array() }).surface;
  const said = codes.map(code => explainErrorCode(surface, response.status, code)).find(known => known !== undefined);
  const text = said?.isLogin && credential.scheme === 'oauth2' ? refusedToken : said;
  // What looks like another error may be about who calls: another data centre's host, or an audience.
  const isLogin = text?.isLogin === true || response.status === 302 || error?.code === 'SSS_INVALID_SCRIPTLET_ID';
  return text || isLogin
    ? {
        ...(text && {
          code: { meaning: l10n.t(text.meaning), fix: l10n.t(text.fix), source: sourceWord(text.source) },
        }),
        isLogin,
      }
    : undefined;
}
