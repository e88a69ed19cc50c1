import type { CauseCode } from './causeCodes.ts';
import { headerTexts } from './texts/headerTexts.ts';
import { parameterTexts } from './texts/parameterTexts.ts';
import { signatureTexts } from './texts/signatureTexts.ts';
import { urlTexts } from './texts/urlTexts.ts';

/** The stacks whose words the remedies are given in. */
export type Stack = 'Node' | 'Python' | 'C#' | 'Java' | 'PHP' | 'Postman';

/**
 * What is said of a cause, in plain English. Whoever shows it puts each text through a translation (`l10n.t(text,
 * {detail})`), or fills in `{detail}` with fillIn.
 */
export interface CauseText {
  /** What went wrong, in a few words. */
  readonly title: string;
  /** A paragraph: what the client did and why it fails. */
  readonly explanation: string;
  /** What the detail says, as a sentence with `{detail}`; shown after the explanation where a cause has a detail. */
  readonly about?: string;
  /** What to change, in one sentence. */
  readonly fix: string;
  /** The line to change, for those stacks where there is something particular to say. */
  readonly stacks: Readonly<Partial<Record<Stack, string>>>;
}

/** Every code has its text. */
export const causeTexts: Readonly<Record<CauseCode, CauseText>> = {
  ...urlTexts,
  ...parameterTexts,
  ...headerTexts,
  ...signatureTexts,
};

/** Puts a detail where a text has `{detail}`. */
export function fillIn(text: string, detail: string): string {
  return text.replaceAll('{detail}', () => detail);
}
