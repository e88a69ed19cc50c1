import type { LoginCauseText } from '../explanation.ts';
import { places } from '../places.ts';
import { assumed, documented, trailOfTokens } from '../sources.ts';

/** Of the four values of a token as they are kept. */
export const valueTexts = {
  'value-incomplete': {
    title: 'A value is cut off, or has something added',
    explanation:
      'NetSuite’s keys, secrets and tokens have 64 hexadecimal digits. One of the four has another form, as it comes from copying too little, a blank, quotes, or a line end.',
    fix: 'Enter that value again, whole and alone.',
    source: assumed,
  },
  'values-swapped': {
    title: 'Two of the four values are swapped, or one was entered twice',
    explanation:
      'Consumer key, consumer secret, token ID and token secret look alike, and NetSuite shows them in pairs. One stands where another belongs.',
    fix: 'Enter all four anew, each from its own line of NetSuite’s page.',
    source: assumed,
  },
  'token-secret-wrong': {
    title: 'The token secret is not the one of this token',
    explanation:
      'NetSuite knows application and token, but the signature it computes is another. The workbench signs as Oracle documents it, so one of the two secrets is wrong; the token secret is the likelier where others sign with the same consumer secret.',
    fix: 'Enter the token secret again. It was shown once; if it is lost, make a new token.',
    place: places.newAccessToken,
    source: trailOfTokens,
  },
  'consumer-secret-wrong': {
    title: 'The consumer secret is not the one of this application',
    explanation:
      'NetSuite knows application and token, but the signature it computes is another. A consumer secret from before Reset Credentials, or of another application, makes every token of the application fail.',
    fix: 'Enter the consumer secret again. If it is lost, an administrator can reset it, which breaks everybody who uses the old one.',
    place: places.integrations,
    source: documented('section_4395597766'),
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
