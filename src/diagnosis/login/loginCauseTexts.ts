import type { LoginCauseText } from './explanation.ts';
import type { LoginCauseCode } from './loginCauseCodes.ts';
import { applicationTexts } from './texts/applicationTexts.ts';
import { callTexts } from './texts/callTexts.ts';
import { surfaceTexts } from './texts/surfaceTexts.ts';
import { tokenTexts } from './texts/tokenTexts.ts';
import { userTexts } from './texts/userTexts.ts';
import { valueTexts } from './texts/valueTexts.ts';
import { wayTexts } from './texts/wayTexts.ts';

/** Every cause has its text. */
export const loginCauseTexts: Readonly<Record<LoginCauseCode, LoginCauseText>> = {
  ...wayTexts,
  ...callTexts,
  ...valueTexts,
  ...applicationTexts,
  ...tokenTexts,
  ...userTexts,
  ...surfaceTexts,
};
