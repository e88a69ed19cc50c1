import type { AccountFacts, AnswerFacts, CallFacts, TokenFacts } from '../../../../src/diagnosis/login/evidence.ts';

/** Evidence of a call as ordinary as can be: refused, and nothing wrong to be seen. */

export const now = Date.UTC(2026, 10, 29, 12);

export const anAccount: AccountFacts = { accountId: '1234567', kind: 'production', hasBaseUrl: false };

export const aToken: TokenFacts = {
  shapes: {
    consumerKey: 'as-netsuite-makes-them',
    consumerSecret: 'as-netsuite-makes-them',
    token: 'as-netsuite-makes-them',
    tokenSecret: 'as-netsuite-makes-them',
  },
  sameValues: [],
  alsoElsewhere: [],
  inOtherAccounts: [],
  recentFailures: 1,
  siblings: [],
};

export const refused: AnswerFacts = {
  status: 401,
  code: 'INVALID_LOGIN_ATTEMPT',
  message: 'Invalid login attempt.',
  contentType: 'application/json',
  date: now,
  isHtml: false,
  isLoginPage: false,
  proxySigns: [],
};

export const aCall: CallFacts = {
  surface: 'restlet',
  at: now - 300,
  host: '1234567.restlets.api.netsuite.com',
  path: '/app/site/hosting/restlet.nl',
  took: 300,
  realm: '1234567',
  signatureMethod: 'HMAC-SHA256',
  timestamp: now / 1000,
  nonce: 'abcdefghijklmnopqrst',
  version: '1.0',
  oddParameters: [],
  hasCookie: false,
  answer: refused,
};

/** The call without any answer. */
export const silentCall: CallFacts = Object.fromEntries(
  Object.entries(aCall).filter(([name]) => name !== 'answer'),
) as unknown as CallFacts;
