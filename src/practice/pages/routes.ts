import type { Route } from '../server/exchange.ts';
import { formLimit } from '../server/readBody.ts';
import { answerPage } from './answerPage.ts';
import { pages } from './catalogue.ts';
import { signInPath, signOutPath, stylesheetPath } from './paths.ts';
import { answerSignIn, answerSignOut } from './signIn.ts';
import { answerStylesheet } from './stylesheet.ts';

/** What people open in a browser. */
export const pageRoutes: Readonly<Record<string, Route>> = {
  ...Object.fromEntries(
    pages.map(page => [
      page.path,
      {
        methods: page.submit ? ['GET', 'POST'] : ['GET'],
        isCall: false,
        bodyLimit: formLimit,
        answer: exchange => answerPage(page, exchange),
      },
    ]),
  ),
  [signInPath]: { methods: ['GET', 'POST'], isCall: false, bodyLimit: formLimit, answer: answerSignIn },
  [signOutPath]: { methods: ['POST'], isCall: false, bodyLimit: formLimit, answer: answerSignOut },
  [stylesheetPath]: { methods: ['GET'], isCall: false, answer: answerStylesheet },
};
