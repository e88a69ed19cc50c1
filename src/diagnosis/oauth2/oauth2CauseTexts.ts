import type { LoginCauseText } from '../login/explanation.ts';
import type { OAuth2CauseCode } from './oauth2CauseCodes.ts';
import { assertionTexts } from './texts/assertionTexts.ts';
import { grantTexts } from './texts/grantTexts.ts';
import { rightsTexts } from './texts/rightsTexts.ts';

/** Every cause has its text. */
export const oauth2CauseTexts: Readonly<Record<OAuth2CauseCode, LoginCauseText>> = {
  ...assertionTexts,
  ...rightsTexts,
  ...grantTexts,
};
