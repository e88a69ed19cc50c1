import type { Route } from '../server/exchange.ts';
import { answerTokenInfo } from './tokenInfo.ts';

/** The endpoints about tokens themselves (ORA:chapter_157017286140, ORA:section_156338994830). */
export const tokenRoutes: Readonly<Record<string, Route>> = {
  '/rest/tokeninfo': { methods: ['GET'], isCall: true, answer: answerTokenInfo },
};
