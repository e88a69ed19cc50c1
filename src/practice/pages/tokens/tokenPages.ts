import type { Page } from '../page.ts';
import { accessTokenPage } from './accessToken.ts';
import { accessTokenListPage } from './accessTokenList.ts';
import { myAccessTokensPage } from './myAccessTokens.ts';

/** Access tokens: everybody's, and one's own. */
export const tokenPages: readonly Page[] = [accessTokenListPage, accessTokenPage, myAccessTokensPage];
