import type { Route } from '../server/exchange.ts';
import { formLimit } from '../server/readBody.ts';
import { answerAccessToken } from './accessToken.ts';
import { answerAuthorize } from './authorize.ts';
import { answerDataCenterUrls } from './dataCenterUrls.ts';
import { answerIssueToken } from './issueToken.ts';
import { answerRequestToken } from './requestToken.ts';
import { answerRevokeToken } from './revokeToken.ts';
import { answerTokenInfo } from './tokenInfo.ts';

/** The endpoints about tokens themselves (ORA:chapter_157017286140, ORA:section_156338994830). */
export const tokenRoutes: Readonly<Record<string, Route>> = {
  '/rest/requesttoken': { methods: ['POST'], isCall: true, answer: answerRequestToken },
  '/app/login/secure/authorizetoken.nl': {
    methods: ['GET', 'POST'],
    isCall: false,
    bodyLimit: formLimit,
    answer: answerAuthorize,
  },
  '/rest/accesstoken': { methods: ['POST'], isCall: true, answer: answerAccessToken },
  '/rest/tokeninfo': { methods: ['GET'], isCall: true, answer: answerTokenInfo },
  '/rest/revoketoken': { methods: ['GET'], isCall: true, answer: answerRevokeToken },
  '/rest/issuetoken': { methods: ['GET'], isCall: true, answer: answerIssueToken },
  '/rest/datacenterurls': { methods: ['GET'], isCall: true, answer: answerDataCenterUrls },
};
