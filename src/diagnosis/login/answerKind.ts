import type { AnswerFacts } from './evidence.ts';

/** What an answer amounts to, whatever surface it came from. */
export type AnswerKind =
  /** The login was refused, and nothing more said. */
  | 'login-refused'
  /** The header, or the passport, made no sense. */
  | 'malformed'
  /** The login was good; no RESTlet is to be had there. */
  | 'script'
  | 'feature'
  | 'forbidden'
  | 'busy'
  | 'redirect'
  | 'login-page'
  | 'html'
  | 'not-found'
  | 'server-error'
  | 'no-answer'
  | 'worked'
  | 'other';

/** Codes of the one limit that RESTlets, REST and SOAP share; those of a script's own limits are others. */
const busyCodes = /^(?:SSS_REQUEST_LIMIT_EXCEEDED|CONCURRENCY_LIMIT_EXCEEDED|WS_REQUEST_BLOCKED)$/;
/** NetSuite's for RESTlets and REST; the name of SOAP's fault. */
const loginCodes = /^(?:INVALID_LOGIN(?:_ATTEMPT|_CREDENTIALS)?|TWO_FA_REQD|invalidCredentialsFault)$/;

/**
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_4634920277.html (RESTlets)
 * @see https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_156570709583.html (REST)
 */
export function answerKind({ status, code = '', message = '', ...answer }: AnswerFacts): AnswerKind {
  if (answer.isLoginPage) {
    return 'login-page';
  }
  if (status >= 300 && status < 400) {
    return 'redirect';
  }
  if (loginCodes.test(code)) {
    // SOAP has one fault for both (GH:netsuitephp/netsuite-php#171).
    return /malformed syntax|ambiguous authentication/i.test(message) ? 'malformed' : 'login-refused';
  }
  if (busyCodes.test(code) || status === 429) {
    return 'busy';
  }
  if (code === 'SSS_INVALID_SCRIPTLET_ID') {
    return 'script';
  }
  if (code === 'WS_FEATURE_REQD' || (status === 403 && /\bfeature\b/i.test(message))) {
    return 'feature';
  }
  if (status === 400 && code === 'INVALID_REQUEST') {
    return 'malformed';
  }
  if (answer.isHtml) {
    return 'html';
  }
  return byStatus(status);
}

function byStatus(status: number): AnswerKind {
  switch (status) {
    case 401:
      return 'login-refused';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    default:
      return status >= 500 ? 'server-error' : status >= 200 && status < 300 ? 'worked' : 'other';
  }
}
