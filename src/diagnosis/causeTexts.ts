import type { CauseCode } from './causeCodes.ts';

/** The stacks whose words the remedies are given in. */
export type Stack = 'Node' | 'Python' | 'C#' | 'Java' | 'PHP' | 'Postman';

/**
 * What is said of a cause, in plain English. Whoever shows it puts each text through a translation (`l10n.t(text,
 * {detail})`), and fills in `{detail}` with fillIn.
 */
export interface CauseText {
  /** What went wrong, in a few words. */
  readonly title: string;
  /** A paragraph: what the client did and why it fails. Holds `{detail}` only where a cause may have one. */
  readonly explanation: string;
  /** The same without a detail; absent where `explanation` has no `{detail}`. */
  readonly explanationPlain?: string;
  /** What to change, in one sentence. */
  readonly fix: string;
  /** The line to change, for those stacks where there is something particular to say. */
  readonly stacks: Partial<Readonly<Record<Stack, string>>>;
}

export type CauseTexts = Readonly<Record<CauseCode, CauseText>>;
